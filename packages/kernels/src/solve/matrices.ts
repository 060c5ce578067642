import { solveKernels } from './solve-kernels.js';

/** A row-major matrix (rows, columns) with its axes exchanged, block by block so that both stay in the cache. */
export function transpose(a: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(a.length);
  const side = 32;
  for (let r0 = 0; r0 < rows; r0 += side) {
    const r1 = Math.min(rows, r0 + side);
    for (let c0 = 0; c0 < columns; c0 += side) {
      const c1 = Math.min(columns, c0 + side);
      for (let r = r0; r < r1; r++) for (let c = c0; c < c1; c++) out[c * rows + r] = a[r * columns + c]!;
    }
  }
  return out;
}

/** A'B of row-major matrices (rows, m) and (rows, n) of finite numbers: (m, n). Sums run over rows in ascending order. */
export const transposedProduct = (a: Float64Array, b: Float64Array, rows: number, m: number, n: number): Float64Array =>
  solveKernels.product({ values: a, rows, columns: m, transposed: true }, b, n);

/** A B of row-major matrices (m, k) and (k, n) of finite numbers: (m, n). Sums run over k in ascending order. */
export const product = (a: Float64Array, b: Float64Array, m: number, k: number, n: number): Float64Array =>
  solveKernels.product({ values: a, rows: m, columns: k, transposed: false }, b, n);

/** The sum of products of two vectors, in ascending order. */
export function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
}

/** y += factor x, in place. */
export function addScaled(y: Float64Array, factor: number, x: Float64Array): void {
  for (let i = 0; i < y.length; i++) y[i] = y[i]! + factor * x[i]!;
}

/** Column j of a row-major matrix of this width. */
export function column(a: Float64Array, width: number, j: number): Float64Array {
  const out = new Float64Array(a.length / width);
  for (let i = 0; i < out.length; i++) out[i] = a[i * width + j]!;
  return out;
}

/** A row-major matrix (rows, as many as there are columns given) of its columns. */
export function fromColumns(columns: readonly Float64Array[], rows: number): Float64Array {
  const out = new Float64Array(rows * columns.length);
  for (const [j, values] of columns.entries()) for (let i = 0; i < rows; i++) out[i * columns.length + j] = values[i]!;
  return out;
}
