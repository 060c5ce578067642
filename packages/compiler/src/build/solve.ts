import { type SolverRecord, ValidationError } from '@rheobase/core';
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { gram, transpose, transposedProduct } from './kernels/gram.js';

const matrixOf = (values: Float64Array, rows: number, columns: number): Matrix =>
  new Matrix(Array.from({ length: rows }, (_, r) => Array.from(values.subarray(r * columns, (r + 1) * columns))));

/** Solves S X = B for a symmetric positive definite S (n, n) and any B (n, k); null where S is not positive definite in float64. */
function positive(s: Float64Array, n: number): ((b: Float64Array, k: number) => Float64Array) | null {
  if (!s.every(Number.isFinite)) return null;
  const cholesky = new CholeskyDecomposition(matrixOf(s, n, n));
  return cholesky.isPositiveDefinite() ? (b, k) => Float64Array.from(cholesky.solve(matrixOf(b, n, k)).to1DArray()) : null;
}

/** Decoders (neurons, size) for targets (points, size). */
export type Solve = (targets: Float64Array, size: number) => Float64Array;

/**
 * What maps activities A (points, neurons) to targets Y (points, size), for any Y: (A'A + m sigma^2 I) X = A'Y, sigma = reg max(A), m the
 * number of points; with fewer points than neurons by the equal dual form X = A'(AA' + m sigma^2 I)^-1 Y.
 * `object` is named where no neuron is active, activities are not finite, or the system cannot be solved.
 */
export function factorise(
  solver: SolverRecord,
  a: Float64Array,
  { points: m, neurons: n }: { readonly points: number; readonly neurons: number },
  object: string,
): Solve {
  const bad = a.findIndex(x => !Number.isFinite(x));
  if (bad >= 0) {
    throw new ValidationError(
      `${object}: neuron ${bad % n} has the activity ${a[bad]} at evaluation point ${Math.floor(bad / n)}, so no decoders can be solved; change its parameters`,
      { code: 'invalid-activity', object, given: a[bad], allowed: 'finite activities' },
    );
  }
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
  const solve = positive(s, side);
  if (!solve) {
    throw new ValidationError(
      `${object}: its decoders cannot be solved in float64 with reg ${solver.reg} and activities up to ${highest}; raise reg or change maxRates`,
      { code: 'unsolvable', object, given: solver.reg, allowed: 'a larger reg' },
    );
  }
  if (dual) return (y, k) => transposedProduct(a, solve(y, k), m, n, k);
  return (y, k) => solve(transposedProduct(a, y, m, n, k), k);
}

/** Decoders (neurons, size) of one problem; see `factorise`. */
export const solveDecoders = (
  solver: SolverRecord,
  a: Float64Array,
  y: Float64Array,
  sizes: { readonly points: number; readonly neurons: number; readonly size: number },
  object: string,
): Float64Array => factorise(solver, a, sizes, object)(y, sizes.size);
