import { constantParameter, type Operator, type Parameter } from '@rheobase/program';
import type { Planner } from '../table/planner.js';

export type NeuronType = Operator<Parameter, 'neurons'>['neuron']['type'];
export type Typed<T extends NeuronType = NeuronType> = {
  [P in T]: Extract<Operator<Parameter, 'neurons'>['neuron'], { readonly type: P }> & { readonly type: P };
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

/** The one number that all neurons share, whatever the tensors hold; null if they share none. */
export const sharedNumber = (parameter: Parameter): number | null =>
  parameter.form === 'constant' && typeof parameter.values === 'number' ? parameter.values : null;

/** What a record holds of a parameter: of all neurons, or the one number that they share. */
export const oneOr = (shared: boolean, parameter: Parameter): Parameter =>
  shared ? constantParameter(sharedNumber(parameter) ?? 0) : parameter;
