import type { Operator } from '@rheobase/program';
import type { Planner } from '../planner.js';

export type NeuronType = Operator<Float64Array, 'neurons'>['neuron']['type'];
export type Typed<T extends NeuronType = NeuronType> = {
  [P in T]: Extract<Operator<Float64Array, 'neurons'>['neuron'], { readonly type: P }> & { readonly type: P };
}[T];

/** What the step of a neuron type works on: addresses, those of the first item of a batch. */
export interface Arrays {
  readonly planner: Planner;
  /** Neurons of an item. */
  readonly size: number;
  /** Bytes from one item to the next, of all signals of the neurons. */
  readonly stride: number;
  readonly current: number;
  readonly out: number;
  /** A state variable by name. */
  state(name: string): number;
  /** Lists of the events in `out`, kept by the record that writes it: address, and bytes from list to list. */
  lists(): readonly [at: number, stride: number];
  /** The same for a base that puts its output into `rateOut`. */
  base(): Arrays;
  /** Streams of random numbers, and the signal of numbers that are given in their place; 0 if there are none. */
  readonly streams: number;
  readonly draws: number;
}

/** Whether all neurons share a parameter. */
export function allEqual(values: Float64Array): boolean {
  const [first] = values;
  for (let i = 1; i < values.length; i++) if (values[i] !== first) return false;
  return true;
}

/** What a record holds of a parameter: of all neurons, or the one number that they share. */
export const oneOr = (shared: boolean, values: Float64Array): Float64Array => (shared ? values.subarray(0, 1) : values);
