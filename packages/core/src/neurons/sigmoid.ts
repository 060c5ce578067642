import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import type { ArrayInput } from '../tensor.js';
import type { PerNeuron } from './neuron.js';
import { neuronParameter } from './parameter.js';

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
