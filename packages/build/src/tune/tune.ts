import {
  BuildError,
  gainBiasOf,
  lateIntercepts,
  type NeuronRecord,
  rate as settledRate,
  type Tuning,
  ValidationError,
} from '@rheobase/core';
import { tuneLeaky } from '@rheobase/kernels';
import { leakOf } from './fast-neurons.js';
import { searched } from './search.js';

function checkAsked(rate: number, object: string): void {
  if (rate > 0 && Number.isFinite(rate)) return;
  throw new ValidationError(`${object}: maxRates must be finite and above 0 Hz, but ${rate} was given`, {
    code: 'invalid-parameter',
    object,
    given: rate,
    allowed: '> 0',
  });
}

function checkFound({ gain, bias }: Tuning, rate: number, intercept: number, neuron: () => NeuronRecord<number>, object: string): void {
  if (gain > 0 && Number.isFinite(gain) && Number.isFinite(bias)) return;
  if (!(intercept < 1)) {
    const late = lateIntercepts(neuron());
    const [more, allowed] = late === null ? ['', '< 1'] : [`; ${late}`, '< 1, or > 1 with a lower max rate'];
    throw new ValidationError(`${object}: intercepts must be below 1, but ${intercept} was given${more}`, {
      code: 'invalid-parameter',
      object,
      given: intercept,
      allowed,
    });
  }
  throw new BuildError(
    `${object}: a max rate of ${rate} Hz with intercept ${intercept} needs a gain of ${gain}, but gains must be finite and above 0; raise maxRates`,
    { code: 'invalid-gain', object, given: gain, allowed: 'a finite gain > 0' },
  );
}

/** Numbers of neurons by parameters: one curve serves those that have equal ones. */
function grouped(numbers: readonly number[], neuronAt: NeuronAt): Iterable<readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const i of numbers) {
    const key = JSON.stringify(neuronAt(i));
    const group = groups.get(key);
    if (group) group.push(i);
    else groups.set(key, [i]);
  }
  return groups.values();
}

/** The neuron with a number, with its own parameters. */
type NeuronAt = (i: number) => NeuronRecord<number>;

/** Gains and biases of neurons. */
export interface Tunings {
  readonly gain: Float64Array;
  readonly bias: Float64Array;
}

/**
 * Gains and biases that make neurons start to fire at their intercepts along their encoders and reach their rates (Hz) at the ends;
 * `amplitude` is left out. A sigmoid is at half of its highest rate where it starts, so with a lower max rate its intercept lies above 1. An
 * integrateAndFire neuron reaches its rate in the limit of short steps; `rate` says where steps stop it before.
 *
 * Types without a formula (those whose rate is simulated, types of the user's without `gainBias`, what spikes at their rates) are searched
 * as in Nengo, those of equal parameters together: on 101 currents from -10 to 10, a range doubled up to ±5120 where it does not do, for the
 * last with a rate <= 0 and for the first with the highest of the max rates; then on 101 currents from the one to the other, whose rates are
 * turned round by lines.
 *
 * `ValidationError` names the ensemble where an intercept is >= 1 and gives no gain above 0, or where a rate is out of reach; `BuildError` where
 * any other gain is not above 0.
 *
 * @param neurons one for all, or the one with a number
 */
export function tuneAll(
  neurons: NeuronRecord<number> | NeuronAt,
  rates: ArrayLike<number>,
  intercepts: ArrayLike<number>,
  object: string,
): Tunings {
  if (typeof neurons === 'function') return tunedOneByOne(neurons, rates, intercepts, object);
  const leak = leakOf(neurons);
  const together = leak === null ? null : tuneLeaky(leak, rates, intercepts);
  // What cannot be tuned is found once more, one by one, to be named.
  return together ?? tunedOneByOne(() => neurons, rates, intercepts, object);
}

function tunedOneByOne(neuronAt: NeuronAt, rates: ArrayLike<number>, intercepts: ArrayLike<number>, object: string): Tunings {
  const [gain, bias] = [new Float64Array(rates.length), new Float64Array(rates.length)];
  const keep = (i: number, tuning: Tuning): void => {
    checkFound(tuning, rates[i] ?? 0, intercepts[i] ?? 0, () => neuronAt(i), object);
    gain[i] = tuning.gain;
    bias[i] = tuning.bias;
  };
  for (let i = 0; i < rates.length; i++) checkAsked(rates[i] ?? 0, object);
  const open: number[] = [];
  for (let i = 0; i < rates.length; i++) {
    const found = gainBiasOf(neuronAt(i), rates[i] ?? 0, intercepts[i] ?? 0, object);
    if (found === null) open.push(i);
    else keep(i, found);
  }
  for (const group of grouped(open, neuronAt)) {
    const neuron = neuronAt(group[0] ?? 0);
    const of = (values: ArrayLike<number>) => group.map(i => values[i] ?? 0);
    const found = searched(current => settledRate(neuron, current), of(rates), of(intercepts), object);
    for (const [at, tuning] of found.entries()) keep(group[at] ?? 0, tuning);
  }
  return { gain, bias };
}

/** Gain and bias of one neuron; see `tuneAll`. */
export function tune(neuron: NeuronRecord<number>, rate: number, intercept: number, object: string): Tuning {
  const { gain, bias } = tuneAll(neuron, [rate], [intercept], object);
  return { gain: gain[0] ?? 1, bias: bias[0] ?? 0 };
}
