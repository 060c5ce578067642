import { solveKernels, transposedProduct } from '@rheobase/kernels';
import type { Activities, Solve } from './solve.js';

/**
 * (A'A + ridge I) X = A'Y, or with fewer points than neurons the equal X = A'(AA' + ridge I)^-1 Y, whose system is the smaller one.
 * null where it is not positive definite in float64.
 */
export function choleskySystem({ values: a, points: m, neurons: n }: Activities, ridge: number): Solve | null {
  const dual = m < n;
  const system = solveKernels.gramCholesky({ values: a, rows: m, columns: n, of: dual ? 'rows' : 'columns' }, ridge);
  if (system === null) return null;
  if (dual) return (y, k) => transposedProduct(a, solveKernels.choleskySolve(system, y, k), m, n, k);
  return (y, k) => solveKernels.choleskySolve(system, transposedProduct(a, y, m, n, k), k);
}
