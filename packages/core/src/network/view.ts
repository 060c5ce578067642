import { ValidationError } from '../errors.js';
import type { LearningRuleRecord } from '../learning/learning-rule.js';
import type { Connection } from './connection.js';
import type { Ensemble } from './ensemble.js';
import type { Node } from './node.js';

/** The neurons of an ensemble as an endpoint of their own: outputs are spikes or rates; inputs add `gain * value` to the current. */
export interface Neurons<N extends number = number> {
  readonly kind: 'neurons';
  readonly ensemble: Ensemble;
  readonly path: string;
  readonly size: N;
  /** How the neurons are laid out, for layers: (height, width, channels) or (n). */
  readonly shape: readonly number[];
  /** Some of the neurons, in the given order. */
  at(...indices: readonly number[]): View;
}

/** The input current of an ensemble as a target: values are added as they are, without gain. */
export interface Current {
  readonly kind: 'current';
  readonly ensemble: Ensemble;
  readonly path: string;
  readonly size: number;
  readonly shape: readonly number[];
  at(...indices: readonly number[]): View;
}

/** A learning rule of a connection as a target: what reaches it is the error (pes, rls) or what modulates it (voja). */
export interface Rule {
  readonly kind: 'rule';
  readonly connection: Connection;
  /** Which rule of the connection. */
  readonly index: number;
  readonly record: LearningRuleRecord;
  readonly path: string;
  /** How many values can be sent to it; 0: none. */
  readonly size: number;
  readonly shape: readonly number[];
  at(...indices: readonly number[]): View;
}

export type Viewable = Node | Ensemble | Neurons | Current | Rule;

/** Some elements of an object, or the same elements under another shape. */
export interface View {
  readonly kind: 'view';
  readonly of: Viewable;
  readonly path: string;
  /** Element numbers, which may repeat; null for all. */
  readonly indices: readonly number[] | null;
  readonly size: number;
  readonly shape: readonly number[];
}

/** What a connection may start from or end at. */
export type Endpoint = Viewable | View;

/** Elements `indices` of an object; negative numbers count from the end. */
export function viewOf(of: Viewable, size: number, indices: readonly number[]): View {
  const wrong = indices.find(index => !Number.isInteger(index) || index >= size || index < -size);
  if (wrong !== undefined || indices.length === 0) {
    throw new ValidationError(`${of.path}: index ${wrong ?? 'list []'} is outside its ${size} elements`, {
      code: 'invalid-index',
      object: of.path,
      given: wrong,
      allowed: `-${size} to ${size - 1}`,
    });
  }
  const positive = Object.freeze(indices.map(index => (index < 0 ? index + size : index)));
  return Object.freeze({
    kind: 'view',
    of,
    path: of.path,
    indices: positive,
    size: positive.length,
    shape: Object.freeze([positive.length]),
  });
}

/** The first element number of a view that an object with `size` values on this side lacks. */
export const beyond = (endpoint: Endpoint, size: number): number | undefined =>
  endpoint.kind === 'view' ? endpoint.indices?.find(index => index >= size) : undefined;

/** The same elements laid out in another shape of the same size. */
export function reshaped(endpoint: Endpoint, shape: readonly number[]): View {
  const of = endpoint.kind === 'view' ? endpoint.of : endpoint;
  const indices = endpoint.kind === 'view' ? endpoint.indices : null;
  const size = shape.reduce((a, b) => a * b, 1);
  if (size !== sourceSize(endpoint)) {
    throw new ValidationError(`${of.path}: its ${sourceSize(endpoint)} elements cannot take shape [${shape}]`, {
      code: 'size-mismatch',
      object: of.path,
      given: shape,
      allowed: `${sourceSize(endpoint)} elements`,
    });
  }
  return Object.freeze({ kind: 'view', of, path: of.path, indices, size, shape: Object.freeze([...shape]) });
}

/** Number of values that come out of an endpoint. */
export function sourceSize(endpoint: Endpoint): number {
  switch (endpoint.kind) {
    case 'node':
      return endpoint.sizeOut;
    case 'ensemble':
      return endpoint.dimensions;
    default:
      return endpoint.size;
  }
}

/** Number of values that an endpoint takes in. */
export function targetSize(endpoint: Endpoint): number {
  if (endpoint.kind === 'node') return endpoint.sizeIn;
  if (endpoint.kind === 'view') return endpoint.indices?.length ?? targetSize(endpoint.of);
  return sourceSize(endpoint);
}

/** The shape in which an endpoint's values are laid out. */
export const shapeOf = (endpoint: Endpoint): readonly number[] => (endpoint.kind === 'ensemble' ? [endpoint.dimensions] : endpoint.shape);
