import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import type { ArrayInput } from '../tensor.js';
import type { NeuronBehaviour } from './behaviour.js';
import { neuronParameter, type PerNeuron } from './parameter.js';

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

/** The curve and the tuning of both rectified types. */
export const rectified = {
  rates: (current, { amplitude }) => amplitude * Math.max(0, current),
  slope: (current, { amplitude }) => (current > 0 ? amplitude : 0),
  gainBias: (maxRate, intercept) => ({ gain: maxRate / (1 - intercept), bias: (-intercept * maxRate) / (1 - intercept) }),
  startCurrent: () => 0,
  homogeneous: true,
} satisfies Partial<NeuronBehaviour<{ readonly amplitude: number }>>;

export const reluBehaviour: NeuronBehaviour<Relu<number>> = {
  ...rectified,
  spiking: () => false,
  rateTwin: () => 'itself',
  stepAll: null,
};
