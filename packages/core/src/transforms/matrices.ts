import { knownOptions } from '../definitions/known-options.js';
import type { Distribution, DistributionInput } from '../distributions/distribution.js';
import type { RecordOf } from '../record/held.js';
import { kind } from '../record/kind.js';
import { number } from '../record/values.js';
import { wholeNumber, wholeShape } from '../size.js';
import { type ArrayInput, isTensor, type Tensor, tensor, toTensor } from '../tensor.js';
import { mismatch, shapeText, toWeights, type Weights, weightsField } from './weights.js';
import { needFit } from './window.js';

const count = number({ whole: true, atLeast: 0 });

export type DenseInput = ArrayInput | { readonly shape: readonly [number, number]; readonly init: DistributionInput };

function matrixOf(weights: DenseInput) {
  const drawn = typeof weights === 'object' && 'init' in weights ? weights : undefined;
  if (drawn) knownOptions('dense', drawn, ['shape', 'init']);
  const held = drawn
    ? toWeights('dense', drawn.init, wholeShape('dense', 'shape', drawn.shape))
    : toTensor(typeof weights === 'object' && 'init' in weights ? 0 : weights);
  const [sizeOut, sizeIn, ...rest] = held.shape;
  if (sizeOut === undefined || sizeIn === undefined || rest.length > 0) {
    throw mismatch(`dense: weights must be a matrix (sizeOut, sizeIn), but have shape [${held.shape}]`, held.shape, 'two axes');
  }
  return { sizeIn, sizeOut, weights: held };
}

/** A full matrix, (sizeOut, sizeIn): rows are outputs. Give the values, or `{ shape: [sizeOut, sizeIn], init }` to draw them row by row. */
export const dense = kind('dense', { sizeIn: count, sizeOut: count, weights: weightsField() }, matrixOf, {
  verify: (object, { sizeIn, sizeOut, weights }) => needFit(object, 'shape of weights', shapeText(weights), `[${sizeOut},${sizeIn}]`),
});
export type Dense<A = Weights> = RecordOf<typeof dense, { tensor: A }>;

function factorsOf(factors: ArrayInput, size?: number) {
  const held = toTensor(factors);
  const width = wholeNumber('scale', 'size', size ?? held.data.length);
  if (held.data.length !== 1 && held.data.length !== width) {
    throw mismatch(`scale: ${held.data.length} factors do not fit size ${width}`, held.data.length, `1 or ${width} factors`);
  }
  return { size: width, factors: held };
}

/** Multiplies each element: by one number (then `size` has to be said) or by one number each. */
export const scale = kind(
  'scale',
  {
    size: number({ whole: true, atLeast: 1 }),
    /** One for all (a tensor with one element) or one each. */
    factors: weightsField(),
  },
  factorsOf,
);
export type Scale<A = Weights> = RecordOf<typeof scale, { tensor: A }>;

export interface SparseOptions {
  readonly shape: readonly [number, number];
  readonly rows: readonly number[] | Int32Array;
  readonly columns: readonly number[] | Int32Array;
  readonly values: readonly number[] | Float64Array | Distribution;
}

function entriesOf(options: SparseOptions) {
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
  return {
    sizeIn,
    sizeOut,
    rows: tensor([length], held.rows.slice(0, length)),
    columns: tensor([length], held.columns.slice(0, length)),
    weights: drawn ? toWeights('sparse', drawn, [length]) : tensor([length], held.weights.slice(0, length)),
  };
}

/** Whether entries lie inside, sorted by row, then column, without repeats. */
function needSorted(object: string, rows: Tensor, columns: Tensor, sizeOut: number, sizeIn: number): void {
  let last = -1;
  for (let k = 0; k < rows.data.length; k++) {
    const row = rows.data[k] ?? -1;
    const column = columns.data[k] ?? -1;
    const inside = Number.isInteger(row) && row >= 0 && row < sizeOut && Number.isInteger(column) && column >= 0 && column < sizeIn;
    const place = row * sizeIn + column;
    if (!inside || place <= last)
      throw mismatch(
        `${object}: rows and columns must lie inside shape [${sizeOut},${sizeIn}], sorted by row, then column, without repeats, but entry ${k} is at (${row}, ${column})`,
        [row, column],
        'inside and sorted by row, then column, without repeats',
      );
    last = place;
  }
}

/**
 * A sparse matrix of `shape` (sizeOut, sizeIn) from its entries, in any order; repeated places are summed. `values` may be a distribution:
 * one draw for each entry, in the order of rows and columns, and no place twice.
 */
export const sparse = kind(
  'sparse',
  {
    sizeIn: count,
    sizeOut: count,
    /** Of the entries, sorted by row, then column, without repeats. */
    rows: weightsField(),
    columns: weightsField(),
    /** Entry k at (`rows[k]`, `columns[k]`); all others are zero. */
    weights: weightsField(),
  },
  entriesOf,
  {
    verify(object, { rows, columns, weights, sizeOut, sizeIn }) {
      needFit(object, 'shape of columns', shapeText(columns), shapeText(rows));
      needFit(object, 'shape of weights', shapeText(weights), shapeText(rows));
      if (isTensor(rows) && isTensor(columns)) needSorted(object, rows, columns, sizeOut, sizeIn);
    },
  },
);
export type Sparse<A = Weights> = RecordOf<typeof sparse, { tensor: A }>;

function orderOf(sizeIn: number, order: readonly number[] | Int32Array) {
  const wrong = Array.from(order).find(index => !(Number.isInteger(index) && index >= -1 && index < sizeIn));
  if (wrong !== undefined) {
    throw mismatch(`indices: index ${wrong} is outside the ${sizeIn} inputs`, wrong, `-1 to ${sizeIn - 1}`);
  }
  return { sizeIn, sizeOut: order.length, indices: tensor([order.length], Int32Array.from(order)) };
}

/** Output i is input `indices[i]` of `sizeIn` elements; -1 gives zero. Serves flattening, transposition, padding and repetition. */
export const indices = kind('indices', { sizeIn: count, sizeOut: count, indices: weightsField() }, orderOf, {
  verify(object, { sizeIn, sizeOut, indices: held }) {
    needFit(object, 'shape of indices', shapeText(held), `[${sizeOut}]`);
    const wrong = isTensor(held) ? held.data.find(index => !(Number.isInteger(index) && index >= -1 && index < sizeIn)) : undefined;
    if (wrong !== undefined) throw mismatch(`${object}: index ${wrong} is outside the ${sizeIn} inputs`, wrong, `-1 to ${sizeIn - 1}`);
  },
});
export type Indices<A = Weights> = RecordOf<typeof indices, { tensor: A }>;
