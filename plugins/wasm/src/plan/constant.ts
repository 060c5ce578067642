import type { Precision } from '../machine/machine.js';

/** A row-major matrix that is stored by columns, from one to the next `stride` numbers, in the precision of the plan. */
export interface Columns {
  readonly type: 'columns';
  readonly at: number;
  readonly matrix: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly stride: number;
}

/** Numbers that are written into the memory before the first step. */
export type Constant =
  | { readonly type: 'reals'; readonly at: number; readonly values: Float64Array | Float32Array }
  | { readonly type: 'words'; readonly at: number; readonly values: Int32Array }
  | Columns;

/** Rows in a precision, each filled up with `pad` to `stride` numbers. */
export function paddedRows(
  values: Float64Array | Float32Array,
  rows: number,
  stride: number,
  precision: Precision,
  pad = 0,
): Float64Array | Float32Array {
  const width = values.length / rows;
  const laid = precision === 'float64' ? new Float64Array(stride * rows) : new Float32Array(stride * rows);
  if (pad !== 0) laid.fill(pad);
  for (let row = 0; row < rows; row++) laid.set(values.subarray(row * width, (row + 1) * width), row * stride);
  return laid;
}

/** Rows of a matrix that stay in the first cache while their columns are written. */
const BLOCK = 16;

/** Writes a matrix by columns; what is between them stays as it is. */
export function layColumns({ matrix, rows, columns, stride }: Columns, to: Float64Array | Float32Array): void {
  for (let from = 0; from < rows; from += BLOCK) {
    const end = Math.min(rows, from + BLOCK);
    for (let c = 0; c < columns; c++) for (let r = from; r < end; r++) to[c * stride + r] = matrix[r * columns + c] ?? 0;
  }
}

/** The numbers of a constant as the memory will hold them. */
export function laidOut(constant: Constant, precision: Precision): Float64Array | Float32Array | Int32Array {
  if (constant.type !== 'columns') return constant.values;
  const length = constant.stride * constant.columns;
  const values = precision === 'float64' ? new Float64Array(length) : new Float32Array(length);
  layColumns(constant, values);
  return values;
}
