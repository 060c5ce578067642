import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import type { ArrayInput } from '../tensor.js';
import type { NeuronBehaviour } from './behaviour.js';
import { leakyRate, leakySlope, tuneLeak } from './leaky.js';
import { neuronParameter, type PerNeuron } from './parameter.js';

/** The firing rate of a LIF neuron in a constant current: `amplitude / (tauRef + tauRc log(1 + 1 / (J - 1)))` for J > 1, else 0. No state. */
export interface LifRate<P = PerNeuron> {
  readonly type: 'lifRate';
  /** Membrane time constant, s. */
  readonly tauRc: P;
  /** Refractory time, s. */
  readonly tauRef: P;
  /** Factor on the rate. */
  readonly amplitude: P;
}

export interface LifRateOptions {
  /** Membrane time constant, s, > 0. Default 0.02. */
  readonly tauRc?: ArrayInput;
  /** Refractory time, s, >= 0. Default 0.002. */
  readonly tauRef?: ArrayInput;
  /** Scale of the output, > 0. Default 1. */
  readonly amplitude?: ArrayInput;
}

/** The parameters of `type`, one of the LIF curves, checked. */
export const lifRateParameters = (type: string, { tauRc = 0.02, tauRef = 0.002, amplitude = 1 }: LifRateOptions) => ({
  tauRc: neuronParameter(type, 'tauRc', tauRc, { above: 0 }),
  tauRef: neuronParameter(type, 'tauRef', tauRef, { atLeast: 0 }),
  amplitude: neuronParameter(type, 'amplitude', amplitude, { above: 0 }),
});

const names = optionNames<LifRateOptions>({ tauRc: true, tauRef: true, amplitude: true });

export const lifRate = (options: LifRateOptions = {}): LifRate =>
  Object.freeze({ type: 'lifRate', ...lifRateParameters('lifRate', knownOptions('lifRate', options, names, 'lifRate')) });

/** The curve and the tuning of all LIF types. */
export const lifCurve = {
  rates: (current, { tauRc, tauRef, amplitude }) => amplitude * leakyRate(current - 1, tauRc, tauRef),
  slope: (current, { tauRc, tauRef, amplitude }) => amplitude * leakySlope(current - 1, tauRc, tauRef),
  gainBias: (maxRate, intercept, { tauRc, tauRef: refractory }, object) =>
    tuneLeak(maxRate, intercept, { tauRc, threshold: 1, span: 1, refractory }, object),
  startCurrent: () => 1,
} satisfies Partial<NeuronBehaviour<Omit<LifRate<number>, 'type'>>>;

export const lifRateBehaviour: NeuronBehaviour<LifRate<number>> = {
  ...lifCurve,
  spiking: () => false,
  rateTwin: () => 'itself',
  stepAll: null,
};
