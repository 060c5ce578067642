import { ValidationError } from '@rheobase/core';
import { type Tensor, zeros } from '@tensorflow/tfjs-core';
import { scaled, sum } from './linear.js';
import type { Flow } from './operation.js';
import type { Store } from './store.js';

/** Values of one step, by object path; each flow is (batch, size). */
export interface Values {
  readonly batch: number;
  readonly inputs: ReadonlyMap<string, Tensor>;
  /** What nodes and neurons give out. */
  readonly outputs: Map<string, Flow>;
  /** What ensembles represent. */
  readonly represented: Map<string, Flow>;
  /** Currents of neurons. */
  readonly currents: Map<string, Flow>;
}

/** Computes the values of one object from those before it. */
export type Step = (values: Values) => void;

/** Takes one value from those computed. */
export type Read = (values: Values) => Flow;

/** The value of a path; a path that nothing was computed for is a fault in the order. */
export function found<T>(map: ReadonlyMap<string, T>, path: string): T {
  const value = map.get(path);
  if (value !== undefined) return value;
  throw new ValidationError(`nothing is known of '${path}' when it is read`, { code: 'unknown-path', object: path, given: path });
}

/** The sum of what arrives, in order; zeros where nothing does. */
export function total(flows: readonly Flow[], { batch }: Values, size: number): Flow {
  const [first, ...rest] = flows;
  return first ? rest.reduce(sum, first) : { tensor: zeros([batch, size]), trained: false };
}

/** A value times a constant. */
export const times = (flow: Flow, factor: number, store: Store): Flow => (factor === 1 ? flow : scaled(flow, store.number(factor)));
