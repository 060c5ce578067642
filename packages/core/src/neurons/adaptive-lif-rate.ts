import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import type { ArrayInput } from '../tensor.js';
import type { NeuronBehaviour, NeuronVectors } from './behaviour.js';
import { leakyRate } from './leaky.js';
import { type LifRate, type LifRateOptions, lifCurve, lifRateParameters } from './lif-rate.js';
import { neuronParameter, type PerNeuron } from './parameter.js';

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
