import { ValidationError } from '../errors.js';
import type { LearningRuleRecord } from '../learning/learning-rule.js';
import type { Connection } from './connection.js';
import { type At, elementsOf, type Slice } from './elements.js';
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
  /** Some of the neurons. */
  readonly at: At;
}

/** The input current of an ensemble as a target: values are added as they are, without gain. */
export interface Current {
  readonly kind: 'current';
  readonly ensemble: Ensemble;
  readonly path: string;
  readonly size: number;
  readonly shape: readonly number[];
  readonly at: At;
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
  readonly at: At;
}

export type Viewable = Node | Ensemble | Neurons | Current | Rule;

/** Some elements of an object, or the same elements under another shape; `D` is how many. */
export class View<D extends number = number> {
  readonly kind = 'view';
  readonly of: Viewable;
  readonly path: string;
  /** Element numbers, which may repeat; null for all. */
  readonly indices: readonly number[] | null;
  readonly size: D;
  readonly shape: readonly number[];

  /** @internal Made by `at` and `reshaped`. */
  constructor(of: Viewable, indices: readonly number[] | null, size: D, shape: readonly number[]) {
    this.of = of;
    this.path = of.path;
    this.indices = indices === null ? null : Object.freeze([...indices]);
    this.size = size;
    this.shape = Object.freeze([...shape]);
    Object.freeze(this);
  }

  /** Some of its elements, by their place in this view. */
  at<const I extends readonly number[]>(...indices: I): View<I['length']>;
  at<const I extends readonly number[]>(indices: I): View<I['length']>;
  at(elements: ArrayLike<number> | Slice): View;
  at(...elements: readonly unknown[]): View {
    const places = elementsOf(this.path, this.size, elements);
    return new View(
      this.of,
      places.map(place => this.indices?.[place] ?? place),
      places.length,
      [places.length],
    );
  }
}

/** What a connection may start from or end at. */
export type Endpoint = Viewable | View;

/** Some elements of an object with `size` of them, as `at` takes them. */
export function elementsAt(of: Viewable, size: number, elements: readonly unknown[]): View {
  const indices = elementsOf(of.path, size, elements);
  return new View(of, indices, indices.length, [indices.length]);
}

/** Elements `indices` of an object; negative numbers count from the end. */
export const viewOf = (of: Viewable, size: number, indices: readonly number[]): View => elementsAt(of, size, [indices]);

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
  return new View(of, indices, size, shape);
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
