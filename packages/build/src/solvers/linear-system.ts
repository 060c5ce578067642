import type { SubSolverRecord } from '@rheobase/core';
import { dot, singularValues, solveKernels, transposedProduct } from '@rheobase/kernels';
import { blockConjugateGradientSystem } from './block-conjugate-gradient.js';
import { conjugateGradientSystem } from './conjugate-gradient.js';
import { lsmrSystem } from './lsmr.js';
import { randomizedSingularValues } from './randomized-svd.js';
import { ROUNDING, solveSingular } from './singular-values.js';
import type { Activities, Asked, Solve } from './solve.js';

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

/** What solves (A'A + ridge I) X = A'Y; null where the sub-solver finds that float64 cannot. */
export function linearSystem(solver: SubSolverRecord, activities: Activities, ridge: number, asked: Asked): Solve | null {
  const { points, neurons } = activities;
  // A ridge of zero leaves singular values that are rounding errors as they are.
  const dropped = ridge === 0 ? ROUNDING : 0;
  switch (solver.type) {
    case 'cholesky':
      return choleskySystem(activities, ridge);
    case 'svd':
      return solveSingular(singularValues(activities.values, activities.points, activities.neurons), points, ridge, dropped);
    case 'randomizedSvd':
      return solveSingular(randomizedSingularValues(solver, activities, asked), points, ridge, dropped);
    case 'conjugateGradient':
      return conjugateGradientSystem(activities, ridge, () => solver.tol * Math.sqrt(points), solver.maxIterations ?? neurons);
    case 'relativeConjugateGradient':
      return conjugateGradientSystem(
        activities,
        ridge,
        projected => Math.max(solver.tol * Math.sqrt(dot(projected, projected)), solver.atol),
        10 * neurons,
      );
    case 'blockConjugateGradient':
      return blockConjugateGradientSystem(activities, ridge, solver.tol * Math.sqrt(points));
    case 'lsmr':
      return lsmrSystem(activities, ridge, solver.tol);
  }
}
