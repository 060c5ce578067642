import type { LeastSquaresL1 } from '@rheobase/core';
import { column, fromColumns, fullOf, solveKernels, transposedProduct } from '@rheobase/kernels';
import { activityScale, positiveHighest } from './check-activities.js';
import { elasticNet } from './coordinate-descent.js';
import type { Activities, Asked, Solve } from './solve.js';

export function elasticNetSolver({ l1, l2, maxIterations }: LeastSquaresL1, activities: Activities, { object }: Asked): Solve {
  const { values: a, points: m, neurons: n } = activities;
  const highest = positiveHighest(activityScale(activities, object), object, 'leastSquaresL1');
  const g = fullOf(solveKernels.gram({ values: a, rows: m, columns: n, of: 'columns' }));
  return (y, k) => {
    const b = transposedProduct(a, y, m, n, k);
    const columns = Array.from({ length: k }, (_, j) =>
      elasticNet(g, column(b, k, j), n, m * l1 * highest, m * l2 * highest * highest, maxIterations),
    );
    return fromColumns(columns, n);
  };
}
