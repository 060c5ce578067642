import { knownOptions } from '../definitions/known-options.js';
import { oneOf } from '../definitions/one-of.js';
import { optionNames } from '../definitions/option-names.js';
import { ValidationError } from '../errors.js';
import type { ArrayInput } from '../tensor.js';
import type { PerNeuron } from './neuron.js';
import { neuronParameter } from './parameter.js';

/** Where the voltage goes after a spike: to zero, down by the threshold for each spike, or to a value. */
export type Reset<P = PerNeuron> = { readonly to: 'zero' } | { readonly to: 'subtract' } | { readonly to: 'value'; readonly value: P };

/** What a step may emit: 0 or 1; -1, 0 or 1; or 0 to `max` spikes (1 with a refractory time). */
export type SpikeRange = { readonly range: 'binary' } | { readonly range: 'signed' } | { readonly range: 'many'; readonly max: number };

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
export interface IntegrateAndFire<P = PerNeuron> {
  readonly type: 'integrateAndFire';
  /** Membrane time constant, s; null for no leak. */
  readonly tauRc: P | null;
  /** Voltage at which it fires. Without leak: the time integral of the current, so current units times s. */
  readonly threshold: P;
  readonly reset: Reset<P>;
  /** Refractory time, s. */
  readonly refractory: P;
  readonly spikes: SpikeRange;
  /** Voltage before the first step. */
  readonly initial: P;
  /** Lowest voltage; null for none. */
  readonly floor: P | null;
  /** Height of the output per spike and second. */
  readonly amplitude: P;
}

export interface IntegrateAndFireOptions {
  /** Membrane time constant, s, > 0, or null for no leak. Default null. */
  readonly tauRc?: ArrayInput | null;
  /** Threshold, > 0. Default 1. */
  readonly threshold?: ArrayInput;
  /** Default 'subtract'. */
  readonly reset?: 'zero' | 'subtract' | ArrayInput;
  /** Refractory time, s, >= 0. Above 0, a step emits one spike at most. Default 0. */
  readonly refractory?: ArrayInput;
  /** At most 1 spike a step, 1 up or down, or `max` (1 with a refractory time). Default 'binary'. */
  readonly spikes?: 'binary' | 'signed' | { readonly max: number };
  /** Voltage before the first step. Default 0. */
  readonly initial?: ArrayInput;
  /** Lowest voltage, or null for none. Default null. */
  readonly floor?: ArrayInput | null;
  /** Scale of the output, > 0. Default 1. */
  readonly amplitude?: ArrayInput;
}

const rangeNames = optionNames<{ readonly max: number }>({ max: true });

const spikesWays = { many: 'write { max: 100 } for up to so many' };

function spikeRange(spikes: 'binary' | 'signed' | { readonly max: number }): SpikeRange {
  if (typeof spikes !== 'object')
    return Object.freeze({ range: oneOf('integrateAndFire', 'spikes', spikes, ['binary', 'signed'], spikesWays) });
  knownOptions('integrateAndFire.spikes', spikes, rangeNames);
  if (!Number.isInteger(spikes.max) || spikes.max < 1) {
    throw new ValidationError(`integrateAndFire: spikes.max must be a whole number >= 1, but ${spikes.max} was given`, {
      code: 'invalid-parameter',
      object: 'integrateAndFire',
      given: spikes.max,
      allowed: 'a whole number >= 1',
    });
  }
  return Object.freeze({ range: 'many', max: spikes.max });
}

const names = optionNames<IntegrateAndFireOptions>({
  tauRc: true,
  threshold: true,
  reset: true,
  refractory: true,
  spikes: true,
  initial: true,
  floor: true,
  amplitude: true,
});

export function integrateAndFire(options: IntegrateAndFireOptions = {}): IntegrateAndFire {
  const {
    tauRc = null,
    threshold = 1,
    reset = 'subtract',
    refractory = 0,
    spikes = 'binary',
    initial = 0,
    floor = null,
    amplitude = 1,
  } = knownOptions('integrateAndFire', options, names, 'integrateAndFire');
  const parameter = (name: string, value: ArrayInput, range: Parameters<typeof neuronParameter>[3]) =>
    neuronParameter('integrateAndFire', name, value, range);
  if (typeof reset === 'string') oneOf('integrateAndFire', 'reset', reset, ['zero', 'subtract']);
  const held: Reset = reset === 'zero' || reset === 'subtract' ? { to: reset } : { to: 'value', value: parameter('reset', reset, {}) };
  return Object.freeze({
    type: 'integrateAndFire',
    tauRc: tauRc === null ? null : parameter('tauRc', tauRc, { above: 0 }),
    threshold: parameter('threshold', threshold, { above: 0 }),
    reset: Object.freeze(held),
    refractory: parameter('refractory', refractory, { atLeast: 0 }),
    spikes: spikeRange(spikes),
    initial: parameter('initial', initial, {}),
    floor: floor === null ? null : parameter('floor', floor, {}),
    amplitude: parameter('amplitude', amplitude, { above: 0 }),
  });
}
