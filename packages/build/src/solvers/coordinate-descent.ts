import type { LeastSquaresL1 } from '@rheobase/core';
import { column, fromColumns, fullOf, solveKernels, transposedProduct } from '@rheobase/kernels';
import { activityScale, positiveHighest } from './check-activities.js';
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

/** Relative change of the largest weight below which coordinate descent has converged. */
const CONVERGED = 1e-6;

/**
 * The x that minimises x'Gx / 2 - b'x + l1 |x|_1 + l2 |x|^2 / 2 for a symmetric G (n, n), by coordinate descent in cycles over all elements
 * (Friedman, Hastie and Tibshirani 2010), until none changes by more than 1e-6 of the largest, or `cycles` times.
 */
export function elasticNet(g: Float64Array, b: Float64Array, n: number, l1: number, l2: number, cycles: number): Float64Array {
  const x = new Float64Array(n);
  // b - G x, kept up to date.
  const rest = b.slice();
  for (let cycle = 0; cycle < cycles; cycle++) {
    let [change, largest] = [0, 0];
    for (let i = 0; i < n; i++) {
      const own = g[i * n + i]!;
      if (own === 0) continue;
      const before = x[i]!;
      const pull = rest[i]! + own * before;
      const after = pull > l1 ? (pull - l1) / (own + l2) : pull < -l1 ? (pull + l1) / (own + l2) : 0;
      const step = after - before;
      if (step !== 0) {
        x[i] = after;
        for (let j = 0; j < n; j++) rest[j] = rest[j]! - step * g[i * n + j]!;
      }
      change = Math.max(change, Math.abs(step));
      largest = Math.max(largest, Math.abs(after));
    }
    if (change <= CONVERGED * largest) break;
  }
  return x;
}
