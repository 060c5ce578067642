import type { Activities } from './solve.js';

/** The share of points at which each neuron is active: its activity is `above 0`, or `not 0` where negative ones count, too. */
export function activeShares({ values, points, neurons }: Activities, active: 'above 0' | 'not 0'): Float64Array {
  const least = active === 'above 0' ? 0 : Number.NEGATIVE_INFINITY;
  const counts = new Float64Array(neurons);
  for (let p = 0, at = 0; p < points; p++) {
    for (let i = 0; i < neurons; i++, at++) {
      const x = values[at]!;
      if (x > least && x !== 0) counts[i] = counts[i]! + 1;
    }
  }
  return counts.map(count => count / points);
}
