import type { RecordOf } from '../record/held.js';
import { kind, type OptionsOf } from '../record/kind.js';
import { parameter } from '../record/numbers.js';
import type { NeuronBehaviour } from './behaviour.js';
import type { PerNeuron } from './parameter.js';

/** Rectified linear rate: `amplitude max(0, J)`. No state. */
export const relu = kind('relu', {
  /** Factor on the rate, > 0. Default 1. */
  amplitude: parameter(1, { above: 0 }),
});

export type Relu<P = PerNeuron> = RecordOf<typeof relu, { readonly parameter: P }>;
export type ReluOptions = OptionsOf<typeof relu>;

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
