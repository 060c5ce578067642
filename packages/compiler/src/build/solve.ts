import { type SolverRecord, ValidationError } from '@rheobase/core';
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { gram, transpose, transposedProduct } from './kernels/gram.js';

const matrixOf = (values: Float64Array, rows: number, columns: number): Matrix =>
  new Matrix(Array.from({ length: rows }, (_, r) => Array.from(values.subarray(r * columns, (r + 1) * columns))));

/** S X = B for a symmetric positive definite S (n, n) and B (n, k). */
function solvePositive(s: Float64Array, b: Float64Array, n: number, k: number): Float64Array {
  const solution = new CholeskyDecomposition(matrixOf(s, n, n)).solve(matrixOf(b, n, k));
  return Float64Array.from(solution.to1DArray());
}

/**
 * Decoders (neurons, size) that map activities A (points, neurons) to targets Y (points, size): (A'A + m sigma^2 I) X = A'Y,
 * sigma = reg max(A), m the number of points; with fewer points than neurons by the equal dual form X = A'(AA' + m sigma^2 I)^-1 Y.
 * `object` is named where no neuron is active.
 */
export function solveDecoders(
  solver: SolverRecord,
  a: Float64Array,
  y: Float64Array,
  { points: m, neurons: n, size: k }: { readonly points: number; readonly neurons: number; readonly size: number },
  object: string,
): Float64Array {
  const highest = a.reduce((max, x) => Math.max(max, x), 0);
  if (highest === 0) {
    throw new ValidationError(
      `${object}: no neuron is active at any evaluation point, so no decoders can be solved; change intercepts or evalPoints`,
      {
        code: 'silent-ensemble',
        object,
        given: 0,
        allowed: 'at least one active neuron',
      },
    );
  }
  const sigma = solver.reg * highest;
  const dual = m < n;
  const side = dual ? m : n;
  const s = dual ? gram(transpose(a, m, n), n, m) : gram(a, m, n);
  for (let i = 0; i < side; i++) s[i * side + i] = (s[i * side + i] ?? 0) + m * sigma * sigma;
  if (dual) return transposedProduct(a, solvePositive(s, y, m, k), m, n, k);
  return solvePositive(s, transposedProduct(a, y, m, n, k), n, k);
}
