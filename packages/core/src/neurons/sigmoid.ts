import { exp, log } from '@rheobase/math';
import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import type { ArrayInput } from '../tensor.js';
import type { NeuronBehaviour } from './behaviour.js';
import { tooFast } from './leaky.js';
import { neuronParameter, type PerNeuron } from './parameter.js';

/** Logistic rate: `1 / (tauRef (1 + exp(-J)))`, between 0 and `1 / tauRef`. No state. */
export interface Sigmoid<P = PerNeuron> {
  readonly type: 'sigmoid';
  /** One over the highest rate, s. */
  readonly tauRef: P;
}

export interface SigmoidOptions {
  /** One over the highest rate, s, > 0. Default 0.0025. */
  readonly tauRef?: ArrayInput;
}

const names = optionNames<SigmoidOptions>({ tauRef: true });

export function sigmoid(options: SigmoidOptions = {}): Sigmoid {
  const { tauRef = 0.0025 } = knownOptions('sigmoid', options, names, 'sigmoid');
  return Object.freeze({ type: 'sigmoid', tauRef: neuronParameter('sigmoid', 'tauRef', tauRef, { above: 0 }) });
}

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
