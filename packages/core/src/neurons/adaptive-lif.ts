import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { type Adaptation, type AdaptiveLifRate, adaptation, stepAdapting } from './adaptive-lif-rate.js';
import type { NeuronBehaviour, ParameterReference } from './behaviour.js';
import { type Lif, type LifOptions, lifParameters, lifState, stepLif } from './lif.js';
import { lifCurve } from './lif-rate.js';
import type { PerNeuron } from './parameter.js';

/**
 * `lif` with adaptation: a step is that of `lif` in the current `J - n`, then `n += dt / tauN (incN a - n)` with the new output a, so that
 * one spike adds `incN amplitude / tauN`. State: `voltage`, `refractoryTime` (s), `adaptation` (n, in units of current).
 * Decoders are solved for the curve without adaptation.
 */
export interface AdaptiveLif<P = PerNeuron> extends Omit<Lif<P>, 'type'> {
  readonly type: 'adaptiveLif';
  /** Time constant of the adaptation, s. */
  readonly tauN: P;
  /** How far the adaptation rises per Hz of output once it has settled. */
  readonly incN: P;
}

export interface AdaptiveLifOptions extends LifOptions, Adaptation {}

const names = optionNames<AdaptiveLifOptions>({ tauRc: true, tauRef: true, minVoltage: true, amplitude: true, tauN: true, incN: true });

export function adaptiveLif(options: AdaptiveLifOptions = {}): AdaptiveLif {
  const type = 'adaptiveLif' as const;
  knownOptions(type, options, names, type);
  return Object.freeze({ type, ...lifParameters(type, options), ...adaptation(type, options) });
}

export const adaptiveLifBehaviour: NeuronBehaviour<
  AdaptiveLif<number>,
  AdaptiveLif<Float64Array>,
  keyof typeof lifState | 'adaptation',
  AdaptiveLif<ParameterReference>,
  AdaptiveLifRate<ParameterReference>
> = {
  ...lifCurve,
  spiking: () => true,
  state: () => ({ ...lifState, adaptation: 0 }),
  rateTwin: ({ tauRc, tauRef, amplitude, tauN, incN }) => ({ type: 'adaptiveLifRate', tauRc, tauRef, amplitude, tauN, incN }),
  stepAll: vectors => stepAdapting(vectors, stepLif),
};
