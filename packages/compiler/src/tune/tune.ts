import { BuildError, type NeuronRecord, ValidationError } from '@rheobase/core';
import { rate } from '../model/rates.js';
import { closedForm, type Tuning } from './closed-forms.js';
import { searched } from './search.js';

function checkAsked(rate: number, intercept: number, object: string): void {
  if (!(intercept < 1)) {
    throw new ValidationError(`${object}: intercepts must be below 1, but ${intercept} was given`, {
      code: 'invalid-parameter',
      object,
      given: intercept,
      allowed: '< 1',
    });
  }
  if (rate > 0 && Number.isFinite(rate)) return;
  throw new ValidationError(`${object}: maxRates must be finite and above 0 Hz, but ${rate} was given`, {
    code: 'invalid-parameter',
    object,
    given: rate,
    allowed: '> 0',
  });
}

function checkFound({ gain, bias }: Tuning, rate: number, intercept: number, object: string): void {
  if (gain > 0 && Number.isFinite(gain) && Number.isFinite(bias)) return;
  throw new BuildError(
    `${object}: a max rate of ${rate} Hz with intercept ${intercept} needs a gain of ${gain}, but gains must be finite and above 0; raise maxRates`,
    { code: 'invalid-gain', object, given: gain, allowed: 'a finite gain > 0' },
  );
}

/** Numbers of the neurons that have equal parameters: one curve serves them all. */
function alike(neurons: readonly NeuronRecord<number>[]): Iterable<readonly number[]> {
  const groups = new Map<string, number[]>();
  neurons.forEach((neuron, i) => {
    const key = JSON.stringify(neuron);
    const group = groups.get(key);
    if (group) group.push(i);
    else groups.set(key, [i]);
  });
  return groups.values();
}

/**
 * Gains and biases that make neurons start to fire at their intercepts along their encoders and reach their rates (Hz) at the ends;
 * `amplitude` is left out. A sigmoid is at half of its highest rate where it starts. Types without a formula are searched, those of equal
 * parameters together. `ValidationError` names the ensemble where an intercept is >= 1 or a rate out of reach, `BuildError` where a gain
 * is not above 0.
 */
export function tuneAll(
  neurons: readonly NeuronRecord<number>[],
  rates: ArrayLike<number>,
  intercepts: ArrayLike<number>,
  object: string,
): readonly Tuning[] {
  for (let i = 0; i < neurons.length; i++) checkAsked(rates[i] ?? 0, intercepts[i] ?? 0, object);
  const found = neurons.map((neuron, i) => closedForm(neuron, rates[i] ?? 0, intercepts[i] ?? 0, object));
  const open: number[] = [];
  found.forEach((tuning, i) => {
    if (tuning === null) open.push(i);
  });
  for (const group of alike(open.map(i => neurons[i]).filter(neuron => neuron !== undefined))) {
    const members = group.map(at => open[at] ?? 0);
    const [first] = members.flatMap(i => neurons[i] ?? []);
    if (first === undefined) continue;
    const of = (values: ArrayLike<number>) => members.map(i => values[i] ?? 0);
    const tunings = searched(current => rate(first, current), of(rates), of(intercepts), object);
    tunings.forEach((tuning, at) => {
      found[members[at] ?? 0] = tuning;
    });
  }
  return found.map((known, i) => {
    const tuning = known ?? { gain: 1, bias: 0 };
    checkFound(tuning, rates[i] ?? 0, intercepts[i] ?? 0, object);
    return tuning;
  });
}

/** Gain and bias of one neuron; see `tuneAll`. */
export const tune = (neuron: NeuronRecord<number>, rate: number, intercept: number, object: string): Tuning =>
  tuneAll([neuron], [rate], [intercept], object)[0] ?? { gain: 1, bias: 0 };
