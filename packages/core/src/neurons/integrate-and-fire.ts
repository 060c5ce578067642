import { expm1 } from '@rheobase/math';
import { knownOptions } from '../definitions/known-options.js';
import { oneOf } from '../definitions/one-of.js';
import { ValidationError } from '../errors.js';
import { type FamilyRecord, family } from '../record/family.js';
import { field, orNull } from '../record/field.js';
import type { Fields } from '../record/fields.js';
import type { Inner, RecordOf } from '../record/held.js';
import { kind, type OptionsOf } from '../record/kind.js';
import { parameter } from '../record/numbers.js';
import { number } from '../record/values.js';
import type { ArrayInput } from '../tensor.js';
import type { NeuronBehaviour, NeuronVectors, ParameterReference, Tuning } from './behaviour.js';
import { leakyRate, leakySlope, tooFast, tuneLeak } from './leaky.js';
import type { LifRate } from './lif-rate.js';
import type { PerNeuron } from './parameter.js';
import type { Relu } from './relu.js';
import { refractorySteps, stepsOf } from './steps-of.js';

/** Where the voltage goes after a spike: to zero, down by the threshold for each spike, or to a value. */
const resets = family('reset', [
  kind('zero', {}, { by: 'to' }),
  kind('subtract', {}, { by: 'to' }),
  kind('value', { value: parameter({}) }, { by: 'to' }),
]);

export type Reset<P = PerNeuron> = FamilyRecord<typeof resets, { readonly parameter: P }>;

const many = kind('many', { max: number({ atLeast: 1, whole: true, says: 'a whole number >= 1' }) }, { by: 'range' });

/** What a step may emit: 0 or 1; -1, 0 or 1; or 0 to `max` spikes (1 with a refractory time). */
const ranges = family('spikes', [kind('binary', {}, { by: 'range' }), kind('signed', {}, { by: 'range' }), many]);

export type SpikeRange = FamilyRecord<typeof ranges>;

const isRecord = (given: unknown): given is object => typeof given === 'object' && given !== null;

const valueOfReset = parameter({}).rule;

const resetField = field<'zero' | 'subtract' | ArrayInput | Reset, Inner<(typeof resets.list)[number]>>(
  {
    take: (object, name, given) => {
      if (isRecord(given) && 'to' in given) return resets.check(`${object}: ${name}`, given);
      if (typeof given === 'string') return Object.freeze({ to: oneOf(object, name, given, ['zero', 'subtract']) });
      return Object.freeze({ to: 'value', value: valueOfReset.take(object, name, given) });
    },
    check: (object, name, given) => void resets.check(`${object}: ${name}`, given),
    read: (at, name, { held }) => resets.read(at.fields(name), { parameter: (fields: Fields, of: string) => held.parameter?.(fields, of) }),
    map: (value, name, mapping) => {
      if (!resets.has(value)) return value;
      return resets.map(value, { parameter: held => mapping.parameter?.(held, name) ?? held });
    },
  },
  'subtract',
);

const spikesWays = { many: 'write { max: 100 } for up to so many' };

const spikesField = field<'binary' | 'signed' | { readonly max: number }, SpikeRange>(
  {
    take: (object, name, given) => {
      if (!isRecord(given)) return Object.freeze({ range: oneOf(object, name, given, ['binary', 'signed'], spikesWays) });
      if ('range' in given) return ranges.check(`${object}: ${name}`, given);
      const { max } = knownOptions<Readonly<Record<string, unknown>>>(`${object}.${name}`, Object(given), ['max']);
      return Object.freeze({ range: 'many', max: many.fields.max.rule.take(object, 'spikes.max', max) });
    },
    check: (object, name, given) => void ranges.check(`${object}: ${name}`, given),
    read: (at, name) => ranges.read(at.fields(name)),
  },
  'binary',
);

/**
 * The family of integrate-and-fire neurons, one step of which is, with D the time of the step that is free of refractory time:
 * 1. `v += J D` without leak, or `v += (J - v)(1 - exp(-D / tauRc))` with it; v is raised to `floor` where there is one;
 * 2. k = spikes fired, none where D is 0: 1 where v >= threshold (`many`, of a neuron without refractory time: min(max, floor(v / threshold)));
 *    `signed` also fires k = -1 where v < 0 and the neuron has fired more positive than negative spikes so far;
 * 3. `subtract`: v -= k threshold; otherwise v = 0 or the given value where k is not 0; then the refractory time starts.
 *
 * The refractory time starts at the end of the step of the spike and is counted in steps, so that rounding never makes a step free: whole
 * multiples of dt (see `stepsOf`) hold the neuron for exactly so many steps, on every backend and in either precision, and the next spike
 * comes one step later at the earliest: 0.009 s at dt = 0.001 s allow 100 Hz. Of any other refractory time the last step is held in part: of
 * 0.0025 s the third has D = dt / 2, and the next spike may come in it. (`lif` counts in seconds and moves spikes within their step, as in
 * Nengo.) A step holds one spike at most where there is a refractory time, whatever `spikes.max`, for it starts at the first.
 *
 * Decoders are solved for the rate 1 / max(shortest interval that steps allow, refractory + time from reset to threshold), which is what such
 * steps give on average; `rate` and `build` take the `dt` it is for.
 *
 * State: `voltage`, `refractoryTime` (s: steps times dt, right after a spike with the step of the spike), `netSpikes` (positive less negative
 * spikes). Output: `k amplitude / dt`.
 */
export const integrateAndFire = kind('integrateAndFire', {
  /** Membrane time constant, s, > 0; null for no leak. Default null. */
  tauRc: orNull(parameter({ above: 0 }), null),
  /** Voltage at which it fires, > 0. Without leak: the time integral of the current, so current units times s. Default 1. */
  threshold: parameter(1, { above: 0 }),
  /** 'zero', 'subtract' or the voltage after a spike. Default 'subtract'. */
  reset: resetField,
  /** Refractory time, s, >= 0. Above 0, a step emits one spike at most. Default 0. */
  refractory: parameter(0, { atLeast: 0 }),
  /** At most 1 spike a step, 1 up or down, or `{ max }` (1 with a refractory time). Default 'binary'. */
  spikes: spikesField,
  /** Voltage before the first step. Default 0. */
  initial: parameter(0),
  /** Lowest voltage; null for none. Default null. */
  floor: orNull(parameter({ infinite: 'below' }), null),
  /** Height of the output per spike and second, > 0. Default 1. */
  amplitude: parameter(1, { above: 0 }),
});

export type IntegrateAndFire<P = PerNeuron> = RecordOf<typeof integrateAndFire, { readonly parameter: P }>;
export type IntegrateAndFireOptions = OptionsOf<typeof integrateAndFire>;

/**
 * The time between spikes in a current without bounds, s: a neuron is held for its refractory time and fires in the first step that is free,
 * wholly or in part. Without refractory time it may fire several spikes a step. 0 for steps of no length.
 */
function shortestInterval({ refractory, spikes }: IntegrateAndFire<number>, dt: number): number {
  if (dt === 0) return 0;
  const steps = stepsOf(refractory, dt);
  return steps > 0 ? (Math.floor(steps) + 1) * dt : dt / (spikes.range === 'many' ? spikes.max : 1);
}

/** From the voltage after a spike up to the threshold. */
const spanOf = ({ threshold, reset }: IntegrateAndFire<number>): number => threshold - (reset.to === 'value' ? reset.value : 0);

/** One over the refractory time and the time from the reset voltage to the threshold (none if the reset is past it), up to the limit. */
function rates(current: number, neuron: IntegrateAndFire<number>, dt: number): number {
  const { tauRc, threshold, reset, refractory, amplitude } = neuron;
  const span = spanOf(neuron);
  const shortest = shortestInterval(neuron, dt);
  if (tauRc === null) return current > 0 ? amplitude / Math.max(shortest, refractory + Math.max(0, span) / current) : 0;
  if (reset.to !== 'value') return amplitude * leakyRate(current / threshold - 1, tauRc, refractory, shortest);
  // log((J - r) / (J - threshold)), as log(1 + (threshold - r) / (J - threshold)).
  if (span > 0) return amplitude * leakyRate((current - threshold) / span, tauRc, refractory, shortest);
  return current > threshold ? amplitude / Math.max(shortest, refractory) : 0;
}

function slope(current: number, neuron: IntegrateAndFire<number>, dt: number): number {
  const { tauRc, threshold, refractory, amplitude } = neuron;
  const span = spanOf(neuron);
  if (!(span > 0)) return 0;
  const shortest = shortestInterval(neuron, dt);
  if (tauRc !== null) return (amplitude * leakySlope((current - threshold) / span, tauRc, refractory, shortest)) / span;
  if (!(current > 0 && refractory + span / current > shortest)) return 0;
  const root = refractory * current + span;
  return (amplitude * span) / (root * root);
}

/** From the voltage after a spike up to the threshold; a reset that is not below it is refused. */
function tunedSpan(neuron: IntegrateAndFire<number>, object: string): number {
  const { threshold, reset } = neuron;
  const span = spanOf(neuron);
  if (reset.to !== 'value' || span > 0) return span;
  throw new ValidationError(
    `${object}: a reset to ${reset.value} is not below the threshold ${threshold}, so no gain gives a max rate; lower it or give gain and bias`,
    { code: 'invalid-parameter', object, given: reset.value, allowed: `< ${threshold}` },
  );
}

function gainBias(maxRate: number, intercept: number, neuron: IntegrateAndFire<number>, object: string): Tuning {
  const { tauRc, threshold, refractory } = neuron;
  const span = tunedSpan(neuron, object);
  if (tauRc !== null) return tuneLeak(maxRate, intercept, { tauRc, threshold, span, refractory }, object);
  if (!(maxRate * refractory < 1)) tooFast(object, maxRate, refractory);
  // The current for a rate is span / (1 / rate - refractory); it starts at zero current.
  const gain = span / (1 / maxRate - refractory) / (1 - intercept);
  return { gain, bias: -intercept * gain };
}

type Reference = IntegrateAndFire<ParameterReference>;

/** relu without leak and refractory time, lifRate with a leak, a threshold of 1 and a reset to zero. */
function rateTwin(neuron: Reference): Relu<ParameterReference> | LifRate<ParameterReference> | null {
  const { tauRc, threshold, reset, refractory, amplitude } = neuron;
  if (reset.to === 'value') return null;
  if (tauRc !== null) return threshold === 1 && reset.to === 'zero' ? { type: 'lifRate', tauRc, tauRef: refractory, amplitude } : null;
  if (refractory !== 0) return null;
  if (typeof threshold === 'number') return typeof amplitude === 'number' ? { type: 'relu', amplitude: amplitude / threshold } : null;
  // If threshold and amplitude are one tensor, each spike stands for what made it, and the rate is the current itself.
  return typeof amplitude !== 'number' && threshold.tensor === amplitude.tensor ? { type: 'relu', amplitude: 1 } : null;
}

type StepState = 'voltage' | 'refractorySteps' | 'netSpikes';

function step({ neurons, dt, current, out, state, parameters }: NeuronVectors<IntegrateAndFire<Float64Array>, StepState>): () => void {
  const { tauRc, threshold, reset, refractory, spikes, floor, amplitude } = parameters;
  const { voltage, refractorySteps: waitingSteps, netSpikes } = state;
  const held = refractory.map(time => refractorySteps(time, dt));
  // The refractory time starts at the first spike, so there is no second one.
  const most = held.map(steps => (steps === 0 && spikes.range === 'many' ? spikes.max : 1));
  return () => {
    for (let i = 0; i < out.length; i++) {
      const k = i % neurons;
      const waiting = waitingSteps[i]! - 1;
      const free = Math.min(Math.max(1 - waiting, 0), 1) * dt;
      let v = voltage[i]!;
      v = tauRc === null ? v + current[i]! * free : v - (current[i]! - v) * expm1(-free / tauRc[k]!);
      if (floor !== null && v < floor[k]!) v = floor[k]!;
      let fired = 0;
      // What subtraction left above the threshold waits until the refractory time is over.
      if (free === 0) fired = 0;
      else if (v >= threshold[k]!) fired = Math.min(most[k]!, Math.floor(v / threshold[k]!));
      else if (spikes.range === 'signed' && v < 0 && netSpikes[i]! > 0) fired = -1;
      waitingSteps[i] = Math.max(waiting, 0);
      if (fired !== 0) {
        if (reset.to === 'subtract') v -= fired * threshold[k]!;
        else v = reset.to === 'value' ? reset.value[k]! : 0;
        netSpikes[i] = netSpikes[i]! + fired;
        waitingSteps[i] = held[k]!;
      }
      voltage[i] = v;
      out[i] = fired === 0 ? 0 : (fired * amplitude[k]!) / dt;
    }
  };
}

export const integrateAndFireBehaviour: NeuronBehaviour<
  IntegrateAndFire<number>,
  IntegrateAndFire<Float64Array>,
  StepState,
  Reference,
  Relu<ParameterReference> | LifRate<ParameterReference>,
  IntegrateAndFire<unknown>
> = {
  spiking: () => true,
  negative: ({ spikes }) => spikes.range === 'signed',
  state: () => ({ voltage: 0, refractoryTime: 0, netSpikes: 0 }),
  startsAt: ({ initial }) => ({ voltage: initial }),
  countsSteps: true,
  rates,
  slope,
  gainBias,
  startCurrent: ({ tauRc, threshold }) => (tauRc === null ? 0 : threshold),
  rateTwin,
  stepAll: step,
};
