import { entriesOf, type Model, type ModelTransform } from '@rheobase/model';

/** A sparse matrix by rows: entries of row r are those from `offsets[r]` to `offsets[r + 1]`. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly offsets: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** A matrix from entries sorted by row; zeros are dropped. */
function fromEntries(rows: number, columns: number, at: Int32Array, indices: Int32Array, values: Float64Array): Matrix {
  const offsets = new Int32Array(rows + 1);
  let count = 0;
  const kept = new Int32Array(values.length);
  for (let k = 0; k < values.length; k++) {
    if (values[k] === 0) continue;
    kept[count++] = k;
    const row = (at[k] ?? 0) + 1;
    offsets[row] = (offsets[row] ?? 0) + 1;
  }
  for (let row = 1; row <= rows; row++) offsets[row] = (offsets[row] ?? 0) + (offsets[row - 1] ?? 0);
  const used = kept.subarray(0, count);
  return {
    rows,
    columns,
    offsets,
    indices: Int32Array.from(used, k => indices[k] ?? 0),
    values: Float64Array.from(used, k => values[k] ?? 0),
  };
}

export function transformMatrix(model: Model, transform: ModelTransform): Matrix {
  const { sizeIn, sizeOut, rows, columns, values } = entriesOf(model, transform);
  return fromEntries(sizeOut, sizeIn, rows, columns, values);
}

export function denseMatrix(rows: number, columns: number, values: Float64Array): Matrix {
  const at = Int32Array.from(values, (_, k) => Math.floor(k / columns));
  const indices = Int32Array.from(values, (_, k) => k % columns);
  return fromEntries(rows, columns, at, indices, values);
}

/** Row r picks column `picked[r]`; none where it is negative. */
export function selection(columns: number, picked: ArrayLike<number>): Matrix {
  const at = Int32Array.from({ length: picked.length }, (_, row) => row);
  return fromEntries(
    picked.length,
    columns,
    at,
    Int32Array.from(at, row => picked[row] ?? 0),
    Float64Array.from(at, row => ((picked[row] ?? -1) < 0 ? 0 : 1)),
  );
}

/** The matrix with other values at the same places. */
export function mapEntries(matrix: Matrix, map: (value: number, row: number, column: number) => number): Matrix {
  const values = new Float64Array(matrix.values.length);
  for (let row = 0; row < matrix.rows; row++) {
    for (let k = matrix.offsets[row] ?? 0; k < (matrix.offsets[row + 1] ?? 0); k++) {
      values[k] = map(matrix.values[k] ?? 0, row, matrix.indices[k] ?? 0);
    }
  }
  return { ...matrix, values };
}

/** The product of two matrices, each element summed in ascending order of the inner index. */
export function multiply(left: Matrix, right: Matrix): Matrix {
  const sums = new Float64Array(right.columns);
  const touched = new Uint8Array(right.columns);
  const offsets = new Int32Array(left.rows + 1);
  const indices: number[] = [];
  const values: number[] = [];
  for (let row = 0; row < left.rows; row++) {
    const places: number[] = [];
    for (let k = left.offsets[row] ?? 0; k < (left.offsets[row + 1] ?? 0); k++) {
      const inner = left.indices[k] ?? 0;
      const factor = left.values[k] ?? 0;
      for (let m = right.offsets[inner] ?? 0; m < (right.offsets[inner + 1] ?? 0); m++) {
        const column = right.indices[m] ?? 0;
        if (touched[column] === 0) places.push(column);
        touched[column] = 1;
        sums[column] = (sums[column] ?? 0) + factor * (right.values[m] ?? 0);
      }
    }
    for (const column of places.sort((a, b) => a - b)) {
      if (sums[column] !== 0) {
        indices.push(column);
        values.push(sums[column] ?? 0);
      }
      sums[column] = 0;
      touched[column] = 0;
    }
    offsets[row + 1] = indices.length;
  }
  return { rows: left.rows, columns: right.columns, offsets, indices: Int32Array.from(indices), values: Float64Array.from(values) };
}

/** matrix x. */
export function apply(matrix: Matrix, x: Float64Array): Float64Array {
  return Float64Array.from({ length: matrix.rows }, (_, row) => {
    let sum = 0;
    for (let k = matrix.offsets[row] ?? 0; k < (matrix.offsets[row + 1] ?? 0); k++)
      sum += (matrix.values[k] ?? 0) * (x[matrix.indices[k] ?? 0] ?? 0);
    return sum;
  });
}
