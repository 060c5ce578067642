import { exp, log } from '@rheobase/math';
import type { RecordOf } from '../record/held.js';
import { kind, type OptionsOf } from '../record/kind.js';
import { parameter } from '../record/numbers.js';
import type { NeuronBehaviour } from './behaviour.js';
import { tooFast } from './leaky.js';
import type { PerNeuron } from './parameter.js';

/** Logistic rate: `1 / (tauRef (1 + exp(-J)))`, between 0 and `1 / tauRef`. No state. */
export const sigmoid = kind('sigmoid', {
  /** One over the highest rate, s, > 0. Default 0.0025. */
  tauRef: parameter(0.0025, { above: 0 }),
});

export type Sigmoid<P = PerNeuron> = RecordOf<typeof sigmoid, { readonly parameter: P }>;
export type SigmoidOptions = OptionsOf<typeof sigmoid>;

export const sigmoidBehaviour: NeuronBehaviour<Sigmoid<number>> = {
  spiking: () => false,
  rates: (current, { tauRef }) => 1 / tauRef / (1 + exp(-current)),
  slope: (current, { tauRef }) => {
    const e = exp(-Math.abs(current));
    return e / ((1 + e) * (1 + e)) / tauRef;
  },
  gainBias: (maxRate, intercept, { tauRef }, object) => {
    if (!(maxRate * tauRef < 1)) tooFast(object, maxRate, tauRef);
    // The current in which it reaches the rate.
    const z = -log(1 / (tauRef * maxRate) - 1);
    return { gain: z / (1 - intercept), bias: z - z / (1 - intercept) };
  },
  startCurrent: () => 0,
  lateIntercepts: 'a sigmoid takes a finite one above 1 with a max rate below half of its highest',
  rateTwin: () => 'itself',
  stepAll: null,
};
