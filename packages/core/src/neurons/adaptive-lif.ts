import type { RecordOf } from '../record/held.js';
import { kind, type OptionsOf } from '../record/kind.js';
import { type AdaptiveLifRate, adaptationFields, stepAdapting } from './adaptive-lif-rate.js';
import type { NeuronBehaviour, ParameterReference } from './behaviour.js';
import { lif, lifState, stepLif } from './lif.js';
import { lifCurve } from './lif-rate.js';
import type { PerNeuron } from './parameter.js';

/**
 * `lif` with adaptation: a step is that of `lif` in the current `J - n`, then `n += dt / tauN (incN a - n)` with the new output a, so that
 * one spike adds `incN amplitude / tauN`. State: `voltage`, `refractoryTime` (s), `adaptation` (n, in units of current).
 * Decoders are solved for the curve without adaptation.
 */
export const adaptiveLif = kind('adaptiveLif', { ...lif.fields, ...adaptationFields });

export type AdaptiveLif<P = PerNeuron> = RecordOf<typeof adaptiveLif, { readonly parameter: P }>;
export type AdaptiveLifOptions = OptionsOf<typeof adaptiveLif>;

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
