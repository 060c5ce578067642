import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import type { ArrayInput } from '../tensor.js';
import type { PerNeuron } from './neuron.js';
import { neuronParameter } from './parameter.js';

/** Rectified linear rate: `amplitude max(0, J)`. No state. */
export interface Relu<P = PerNeuron> {
  readonly type: 'relu';
  /** Factor on the rate. */
  readonly amplitude: P;
}

export interface ReluOptions {
  /** Scale of the output, > 0. Default 1. */
  readonly amplitude?: ArrayInput;
}

const names = optionNames<ReluOptions>({ amplitude: true });

export function relu(options: ReluOptions = {}): Relu {
  const { amplitude = 1 } = knownOptions('relu', options, names, 'relu');
  return Object.freeze({ type: 'relu', amplitude: neuronParameter('relu', 'amplitude', amplitude, { above: 0 }) });
}
