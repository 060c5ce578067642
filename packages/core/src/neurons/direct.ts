import type { RecordOf } from '../record/held.js';
import { kind } from '../record/kind.js';
import type { NeuronBehaviour } from './behaviour.js';

/**
 * No neurons at all: the ensemble passes its input on as it is, in the same step. Its encoders, gains, biases and radius have no effect,
 * and its `neurons` have size 0. For seeing what a network would do without the noise of neurons.
 */
export const direct = kind('direct', {});

export type Direct = RecordOf<typeof direct>;

export const directBehaviour: NeuronBehaviour<Direct> = {
  spiking: () => false,
  rates: current => current,
  slope: () => 1,
  gainBias: () => null,
  startCurrent: () => null,
  rateTwin: () => 'itself',
  stepAll: null,
};
