import type { Symmetric } from './gram.js';
import { plainKernels, type SolveKernels } from './solve-kernels.js';

/** Columns factorised before the rest of the matrix is updated. A multiple of 4. */
const PANEL = 32;

/** Rows `from` on of the columns [from, to): L of the panel, from a matrix that the columns before were already taken out of. */
function factorPanel(s: Float64Array, stride: number, from: number, to: number): boolean {
  for (let i = from; i < stride; i++) {
    const row = i * stride;
    for (let j = from; j < to && j <= i; j++) {
      const other = j * stride;
      let sum = s[row + j]!;
      for (let k = from; k < j; k++) sum -= s[row + k]! * s[other + k]!;
      if (i === j && !(sum > 0 && sum < Number.POSITIVE_INFINITY)) return false;
      s[row + j] = i === j ? Math.sqrt(sum) : sum / s[other + j]!;
    }
  }
  return true;
}

/**
 * L with L L' = S, in place of the lower triangle of S; false where S is not positive definite in float64. Sums run over columns in
 * ascending order, whatever the panels.
 */
export function cholesky({ n, stride, values: s }: Symmetric, kernels: SolveKernels = plainKernels): boolean {
  for (let i = n; i < stride; i++) s[i * stride + i] = 1;
  for (let from = 0; from < stride; from += PANEL) {
    const to = Math.min(stride, from + PANEL);
    if (!factorPanel(s, stride, from, to)) return false;
    const [rows, width] = [stride - to, to - from];
    const plus = new Float64Array(rows * width);
    for (let i = 0; i < rows; i++) plus.set(s.subarray((to + i) * stride + from, (to + i) * stride + to), i * width);
    kernels.rankUpdate(
      s,
      to * stride + to,
      stride,
      plus.map(x => -x),
      plus,
      rows,
      width,
    );
  }
  return true;
}

/** X with L L' X = B for B (n, k), row-major. */
export function choleskySolve({ n, stride, values: l }: Symmetric, b: Float64Array, k: number): Float64Array {
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const factor = l[i * stride + j]!;
      for (let c = 0; c < k; c++) x[i * k + c] = x[i * k + c]! - factor * x[j * k + c]!;
    }
    for (let c = 0; c < k; c++) x[i * k + c] = x[i * k + c]! / l[i * stride + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let c = 0; c < k; c++) x[i * k + c] = x[i * k + c]! / l[i * stride + i]!;
    for (let j = 0; j < i; j++) {
      const factor = l[i * stride + j]!;
      for (let c = 0; c < k; c++) x[j * k + c] = x[j * k + c]! - factor * x[i * k + c]!;
    }
  }
  return x;
}
