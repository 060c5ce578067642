import { transpose } from './products.js';
import { plainKernels, type SolveKernels } from './solve-kernels.js';

/** A symmetric matrix: its lower triangle, in rows of `stride` >= n numbers; the rows and columns from n on are padding. */
export interface Symmetric {
  readonly n: number;
  readonly stride: number;
  readonly values: Float64Array;
}

const padded = (n: number): number => (n + 3) & ~3;

/** X X' of a row-major matrix (n, k). Sums run over its columns in ascending order. */
function selfProduct(x: Float64Array, n: number, k: number, kernels: SolveKernels): Symmetric {
  const stride = padded(n);
  const rows = stride === n ? x : new Float64Array(stride * k);
  if (rows !== x) rows.set(x);
  const values = new Float64Array(stride * stride);
  kernels.rankUpdate(values, 0, stride, rows, rows, stride, k);
  return { n, stride, values };
}

/** A'A of a row-major matrix (rows, columns). Sums run over rows in ascending order. */
export const gram = (a: Float64Array, rows: number, columns: number, kernels: SolveKernels = plainKernels): Symmetric =>
  selfProduct(transpose(a, rows, columns), columns, rows, kernels);

/** AA' of a row-major matrix (rows, columns). Sums run over columns in ascending order. */
export const dualGram = (a: Float64Array, rows: number, columns: number, kernels: SolveKernels = plainKernels): Symmetric =>
  selfProduct(a, rows, columns, kernels);

/** Adds to the diagonal, in place: one number, or one for each row. */
export function addDiagonal({ n, stride, values }: Symmetric, ridge: number | Float64Array): void {
  for (let i = 0; i < n; i++) values[i * stride + i] = values[i * stride + i]! + (typeof ridge === 'number' ? ridge : ridge[i]!);
}

/** All elements (n, n), without padding. */
export function fullOf({ n, stride, values }: Symmetric): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      out[i * n + j] = values[i * stride + j]!;
      out[j * n + i] = values[i * stride + j]!;
    }
  }
  return out;
}
