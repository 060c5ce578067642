import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import type { ArrayInput } from '../tensor.js';
import { type LifRate, type LifRateOptions, lifRateParameters } from './lif-rate.js';
import type { PerNeuron } from './neuron.js';
import { neuronParameter } from './parameter.js';

/**
 * `lifRate` with adaptation: the curve is taken at `J - n`, then `n += dt / tauN (incN a - n)` with the new output a.
 * State: `adaptation` (n, in units of current). Decoders are solved for the curve without adaptation.
 */
export interface AdaptiveLifRate<P = PerNeuron> extends Omit<LifRate<P>, 'type'> {
  readonly type: 'adaptiveLifRate';
  /** Time constant of the adaptation, s. */
  readonly tauN: P;
  /** How far the adaptation rises per Hz of output once it has settled. */
  readonly incN: P;
}

export interface Adaptation {
  /** Time constant of the adaptation, s, > 0. Default 1. */
  readonly tauN?: ArrayInput;
  /** Adaptation per Hz of output, >= 0. Default 0.01. */
  readonly incN?: ArrayInput;
}

export interface AdaptiveLifRateOptions extends LifRateOptions, Adaptation {}

/** The adaptation of a neuron type, checked. */
export const adaptation = (type: string, { tauN = 1, incN = 0.01 }: Adaptation) => ({
  tauN: neuronParameter(type, 'tauN', tauN, { above: 0 }),
  incN: neuronParameter(type, 'incN', incN, { atLeast: 0 }),
});

const names = optionNames<AdaptiveLifRateOptions>({ tauRc: true, tauRef: true, amplitude: true, tauN: true, incN: true });

export function adaptiveLifRate(options: AdaptiveLifRateOptions = {}): AdaptiveLifRate {
  const type = 'adaptiveLifRate' as const;
  knownOptions(type, options, names, type);
  return Object.freeze({ type, ...lifRateParameters(type, options), ...adaptation(type, options) });
}
