import type { RecordOf } from '../record/held.js';
import { kind, type OptionsOf } from '../record/kind.js';
import { parameter } from '../record/numbers.js';
import type { NeuronBehaviour, NeuronVectors } from './behaviour.js';
import { leakyRate } from './leaky.js';
import { lifCurve, lifFields } from './lif-rate.js';
import type { PerNeuron } from './parameter.js';

/** The fields of adaptation. */
export const adaptationFields = {
  /** Time constant of the adaptation, s, > 0. Default 1. */
  tauN: parameter(1, { above: 0 }),
  /** How far the adaptation rises per Hz of output once it has settled, >= 0. Default 0.01. */
  incN: parameter(0.01, { atLeast: 0 }),
};

/**
 * `lifRate` with adaptation: the curve is taken at `J - n`, then `n += dt / tauN (incN a - n)` with the new output a.
 * State: `adaptation` (n, in units of current). Decoders are solved for the curve without adaptation.
 */
export const adaptiveLifRate = kind('adaptiveLifRate', { ...lifFields, ...adaptationFields });

export type AdaptiveLifRate<P = PerNeuron> = RecordOf<typeof adaptiveLifRate, { readonly parameter: P }>;
export type AdaptiveLifRateOptions = OptionsOf<typeof adaptiveLifRate>;

interface Adapting {
  readonly tauN: Float64Array;
  readonly incN: Float64Array;
}

/** The step of `inner` in the current less the adaptation, which then follows the new output. */
export function stepAdapting<V extends NeuronVectors<Adapting, 'adaptation'>>(vectors: V, inner: (vectors: V) => () => void): () => void {
  const { neurons, dt, current, out, parameters } = vectors;
  const { tauN, incN } = parameters;
  const { adaptation } = vectors.state;
  const less = new Float64Array(current.length);
  const step = inner({ ...vectors, current: less });
  const pace = tauN.map(tau => dt / tau);
  return () => {
    for (let i = 0; i < less.length; i++) less[i] = current[i]! - adaptation[i]!;
    step();
    for (let i = 0; i < less.length; i++) {
      const k = i % neurons;
      adaptation[i] = adaptation[i]! + pace[k]! * (incN[k]! * out[i]! - adaptation[i]!);
    }
  };
}

function stepRates({ neurons, current, out, parameters }: NeuronVectors<AdaptiveLifRate<Float64Array>>): () => void {
  const { tauRc, tauRef, amplitude } = parameters;
  return () => {
    for (let i = 0; i < out.length; i++) {
      const k = i % neurons;
      out[i] = amplitude[k]! * leakyRate(current[i]! - 1, tauRc[k]!, tauRef[k]!);
    }
  };
}

export const adaptiveLifRateBehaviour: NeuronBehaviour<AdaptiveLifRate<number>, AdaptiveLifRate<Float64Array>, 'adaptation'> = {
  ...lifCurve,
  spiking: () => false,
  state: () => ({ adaptation: 0 }),
  rateTwin: () => 'itself',
  stepAll: vectors => stepAdapting(vectors, stepRates),
};
