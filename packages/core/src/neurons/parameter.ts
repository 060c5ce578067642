import type { Tensor } from '../tensor.js';

/** A neuron parameter as it is asked for: one number, or one per neuron (a tensor that broadcasts to the ensemble's shape). */
export type PerNeuron = number | Tensor;
