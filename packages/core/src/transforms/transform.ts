import { knownOptions } from '../definitions/known-options.js';
import { type Distribution, type DistributionInput, toDistribution } from '../distributions/distribution.js';
import { ValidationError } from '../errors.js';
import { wholeNumber, wholeShape } from '../size.js';
import { type ArrayInput, isTensor, sizeOf, type Tensor, tensor, toTensor } from '../tensor.js';
import type { Convolution } from './convolution.js';
import type { ConvolutionTranspose } from './convolution-transpose.js';
import type { Pooling } from './pooling.js';

/** Weights as they are asked for: values, or how to draw them in a given shape. */
export type Weights = Tensor | { readonly shape: readonly number[]; readonly init: Distribution };

/** Full matrix, (sizeOut, sizeIn). */
export interface Dense<A = Weights> {
  readonly type: 'dense';
  readonly sizeIn: number;
  readonly sizeOut: number;
  readonly weights: A;
}

/** Factor on each element: one for all (a tensor with one element) or one each. */
export interface Scale<A = Weights> {
  readonly type: 'scale';
  readonly size: number;
  readonly factors: A;
}

/** Matrix of which only the listed entries are not zero: `weights[k]` at (`rows[k]`, `columns[k]`). Sorted by row, then column, without repeats. */
export interface Sparse<A = Weights> {
  readonly type: 'sparse';
  readonly sizeIn: number;
  readonly sizeOut: number;
  readonly rows: A;
  readonly columns: A;
  readonly weights: A;
}

/** Rearrangement: output i is input `indices[i]`, or zero where the index is -1. */
export interface Indices<A = Weights> {
  readonly type: 'indices';
  readonly sizeIn: number;
  readonly sizeOut: number;
  readonly indices: A;
}

/** A linear map that a connection applies. `A` is how an array is held: weights in a Network, a tensor id in a Model. */
export type TransformRecord<A = Weights> =
  | Dense<A>
  | Scale<A>
  | Sparse<A>
  | Indices<A>
  | Convolution<A>
  | ConvolutionTranspose<A>
  | Pooling;

/** Number of elements that go in and come out. */
export function transformSizes(transform: TransformRecord<unknown>): { readonly sizeIn: number; readonly sizeOut: number } {
  switch (transform.type) {
    case 'scale':
      return { sizeIn: transform.size, sizeOut: transform.size };
    case 'convolution':
    case 'convolutionTranspose':
    case 'pooling':
      return { sizeIn: sizeOf(transform.inputShape), sizeOut: sizeOf(transform.outputShape) };
    default:
      return transform;
  }
}

/** The same transform with every array passed through `map`. */
export function mapArrays<A, B>(transform: TransformRecord<A>, map: (array: A, name: string) => B): TransformRecord<B> {
  switch (transform.type) {
    case 'dense':
      return { ...transform, weights: map(transform.weights, 'weights') };
    case 'scale':
      return { ...transform, factors: map(transform.factors, 'factors') };
    case 'sparse':
      return {
        ...transform,
        rows: map(transform.rows, 'rows'),
        columns: map(transform.columns, 'columns'),
        weights: map(transform.weights, 'weights'),
      };
    case 'indices':
      return { ...transform, indices: map(transform.indices, 'indices') };
    case 'convolution':
    case 'convolutionTranspose':
      return { ...transform, kernel: map(transform.kernel, 'kernel') };
    case 'pooling':
      return transform;
  }
}

const mismatch = (message: string, given: unknown, allowed: string) =>
  new ValidationError(message, { code: 'size-mismatch', given, allowed });

/** Weights given as values or as a distribution, with the shape they must have. */
export function toWeights(name: string, value: DistributionInput, shape: readonly number[]): Weights {
  const distribution = isTensor(value) ? value : toDistribution(value);
  if (!isTensor(distribution) && distribution.type !== 'samples')
    return Object.freeze({ shape: Object.freeze([...shape]), init: distribution });
  const values = isTensor(distribution) ? distribution : distribution.values;
  if (values.data.length !== sizeOf(shape)) {
    throw mismatch(`${name}: weights of shape [${values.shape}] do not fit shape [${shape}]`, values.shape, `[${shape}]`);
  }
  return values.shape.join() === shape.join() ? values : tensor(shape, values.data);
}

/** A full matrix: rows are outputs. Give the values, or `{ shape: [sizeOut, sizeIn], init }` to draw them row by row. */
export function dense(weights: ArrayInput | { readonly shape: readonly [number, number]; readonly init: DistributionInput }): Dense {
  const drawn = typeof weights === 'object' && 'init' in weights ? weights : undefined;
  if (drawn) knownOptions('dense', drawn, ['shape', 'init']);
  const held = drawn
    ? toWeights('dense', drawn.init, wholeShape('dense', 'shape', drawn.shape))
    : toTensor(typeof weights === 'object' && 'init' in weights ? 0 : weights);
  const [sizeOut, sizeIn, ...rest] = held.shape;
  if (sizeOut === undefined || sizeIn === undefined || rest.length > 0) {
    throw mismatch(`dense: weights must be a matrix (sizeOut, sizeIn), but have shape [${held.shape}]`, held.shape, 'two axes');
  }
  return Object.freeze({ type: 'dense', sizeIn, sizeOut, weights: held });
}

/** Multiplies each element: by one number (then `size` has to be said) or by one number each. */
export function scale(factors: ArrayInput, size?: number): Scale {
  const held = toTensor(factors);
  const width = wholeNumber('scale', 'size', size ?? held.data.length);
  if (held.data.length !== 1 && held.data.length !== width) {
    throw mismatch(`scale: ${held.data.length} factors do not fit size ${width}`, held.data.length, `1 or ${width} factors`);
  }
  return Object.freeze({ type: 'scale', size: width, factors: held });
}

/**
 * A sparse matrix of `shape` (sizeOut, sizeIn) from its entries, in any order; repeated places are summed. `values` may be a distribution:
 * one draw for each entry, in the order of rows and columns, and no place twice.
 */
export function sparse(options: {
  readonly shape: readonly [number, number];
  readonly rows: readonly number[] | Int32Array;
  readonly columns: readonly number[] | Int32Array;
  readonly values: readonly number[] | Float64Array | Distribution;
}): Sparse {
  const { shape, rows, columns, values } = knownOptions('sparse', options, ['shape', 'rows', 'columns', 'values']);
  wholeShape('sparse', 'shape', shape);
  const [sizeOut, sizeIn] = shape;
  const drawn = 'type' in values ? values : null;
  const numbers = 'type' in values ? new Float64Array(rows.length) : values;
  if (rows.length !== numbers.length || columns.length !== numbers.length) {
    throw mismatch(
      `sparse: ${rows.length} rows, ${columns.length} columns and ${drawn ? drawn.type : numbers.length} values were given; the counts must be equal`,
      [rows.length, columns.length, numbers.length],
      'equal counts',
    );
  }
  const count = numbers.length;
  const places = new Float64Array(count);
  let ordered = true;
  for (let k = 0; k < count; k++) {
    const row = rows[k] ?? -1;
    const column = columns[k] ?? -1;
    const inside = Number.isInteger(row) && row >= 0 && row < sizeOut && Number.isInteger(column) && column >= 0 && column < sizeIn;
    if (!inside) {
      throw mismatch(`sparse: entry ${k} at (${row}, ${column}) lies outside shape [${shape}]`, [row, column], `inside [${shape}]`);
    }
    places[k] = row * sizeIn + column;
    if (k > 0 && row * sizeIn + column < (places[k - 1] ?? 0)) ordered = false;
  }
  const order = Uint32Array.from(places, (_, k) => k);
  if (!ordered) order.sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0) || a - b);
  const held = { rows: new Int32Array(count), columns: new Int32Array(count), weights: new Float64Array(count) };
  let length = 0;
  let last = -1;
  for (const k of order) {
    const place = places[k] ?? 0;
    if (place !== last) length++;
    last = place;
    held.rows[length - 1] = Math.floor(place / sizeIn);
    held.columns[length - 1] = place % sizeIn;
    held.weights[length - 1] = (held.weights[length - 1] ?? 0) + (numbers[k] ?? 0);
  }
  if (drawn && length < count) throw mismatch('sparse: drawn values need every place once', count, `${length} different places`);
  return Object.freeze({
    type: 'sparse',
    sizeIn,
    sizeOut,
    rows: tensor([length], held.rows.slice(0, length)),
    columns: tensor([length], held.columns.slice(0, length)),
    weights: drawn ? toWeights('sparse', drawn, [length]) : tensor([length], held.weights.slice(0, length)),
  });
}

/** Output i is input `indices[i]` of `sizeIn` elements; -1 gives zero. Serves flattening, transposition, padding and repetition. */
export function indices(sizeIn: number, order: readonly number[] | Int32Array): Indices {
  const wrong = Array.from(order).find(index => !(Number.isInteger(index) && index >= -1 && index < sizeIn));
  if (wrong !== undefined) {
    throw mismatch(`indices: index ${wrong} is outside the ${sizeIn} inputs`, wrong, `-1 to ${sizeIn - 1}`);
  }
  return Object.freeze({
    type: 'indices',
    sizeIn,
    sizeOut: order.length,
    indices: tensor([order.length], Int32Array.from(order)),
  });
}
