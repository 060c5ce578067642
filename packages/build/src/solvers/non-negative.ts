import type { NonNegative, NonNegativeL2, NonNegativeL2nz } from '@rheobase/core';
import { addDiagonal, column, fromColumns, fullOf, solveKernels, transposedProduct } from '@rheobase/kernels';
import { activeSet, activeShares } from './active-set.js';
import { activityScale, solvable } from './check-activities.js';
import type { Activities, Asked, Solve } from './solve.js';

/** What is added to the diagonal of A'A for each neuron. */
function ridges(solver: NonNegativeL2 | NonNegativeL2nz, activities: Activities, highest: number): Float64Array {
  const { points, neurons } = activities;
  const sigmas =
    solver.type === 'nonNegativeL2nz'
      ? activeShares(activities, 'above 0').map(share => (share === 0 ? 1 : solver.reg * highest * Math.sqrt(share)))
      : new Float64Array(neurons).fill(solver.reg * highest);
  return sigmas.map(sigma => points * sigma * sigma);
}

export function nonNegative(solver: NonNegative | NonNegativeL2 | NonNegativeL2nz, activities: Activities, { object }: Asked): Solve {
  const { values: a, points: m, neurons: n } = activities;
  const scale = activityScale(activities, object);
  const each = (matrix: Float64Array, right: Float64Array, rows: number, k: number) => {
    const columns = Array.from({ length: k }, (_, j) =>
      solvable(activeSet(matrix, column(right, k, j), rows, n), object, solver.type, scale.largest),
    );
    return fromColumns(columns, n);
  };
  if (solver.type === 'nonNegative') return (y, k) => each(a, y, m, k);
  const system = solveKernels.gram({ values: a, rows: m, columns: n, of: 'columns' });
  addDiagonal(system, ridges(solver, activities, scale.highest));
  const g = fullOf(system);
  return (y, k) =>
    each(
      g,
      transposedProduct(
        a,
        y.map(x => Math.max(x, 0)),
        m,
        n,
        k,
      ),
      n,
      k,
    );
}
