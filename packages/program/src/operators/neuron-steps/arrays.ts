import type { NeuronRecord } from '@rheobase/core';

/** What the step of a neuron type works on: all items one after the other, `n` neurons each. */
export interface Arrays {
  readonly n: number;
  readonly dt: number;
  readonly current: Float64Array;
  readonly out: Float64Array;
  /** A state variable by name. */
  state(name: string): Float64Array;
}

export type Typed<T extends NeuronRecord['type']> = Extract<NeuronRecord<Float64Array>, { readonly type: T }>;

/** The part of a step that is free of refractory time, in [0, dt]. */
export const freeTime = (refractory: number, dt: number): number => Math.min(Math.max(dt - refractory, 0), dt);
