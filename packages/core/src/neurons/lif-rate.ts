import type { RecordOf } from '../record/held.js';
import { kind, type OptionsOf } from '../record/kind.js';
import { parameter } from '../record/numbers.js';
import type { NeuronBehaviour } from './behaviour.js';
import { leakyRate, leakySlope, tuneLeak } from './leaky.js';
import type { PerNeuron } from './parameter.js';

/** The fields of all LIF types. */
export const lifFields = {
  /** Membrane time constant, s, > 0. Default 0.02. */
  tauRc: parameter(0.02, { above: 0 }),
  /** Refractory time, s, >= 0. Default 0.002. */
  tauRef: parameter(0.002, { atLeast: 0 }),
  /** Factor on the rate, > 0: the height of spikes per spike and second. Default 1. */
  amplitude: parameter(1, { above: 0 }),
};

/** The firing rate of a LIF neuron in a constant current: `amplitude / (tauRef + tauRc log(1 + 1 / (J - 1)))` for J > 1, else 0. No state. */
export const lifRate = kind('lifRate', lifFields);

export type LifRate<P = PerNeuron> = RecordOf<typeof lifRate, { readonly parameter: P }>;
export type LifRateOptions = OptionsOf<typeof lifRate>;

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
