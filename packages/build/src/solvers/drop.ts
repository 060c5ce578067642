import type { LeastSquaresDrop } from '@rheobase/core';
import { column } from '@rheobase/kernels';
import { roundHalfEven } from '@rheobase/math';
import { linear } from './linear.js';
import type { Activities, Asked, Solve } from './solve.js';

/** The activities of some neurons alone. */
function only({ values, points, neurons }: Activities, kept: readonly number[]): Activities {
  const out = new Float64Array(points * kept.length);
  for (let p = 0; p < points; p++) {
    for (const [at, i] of kept.entries()) out[p * kept.length + at] = values[p * neurons + i] ?? 0;
  }
  return { values: out, points, neurons: kept.length };
}

export function drop(solver: LeastSquaresDrop, activities: Activities, asked: Asked): Solve {
  const { neurons } = activities;
  const first = linear(solver.solver1, activities, asked);
  return (y, k) => {
    const all = first(y, k);
    const magnitudes = all.map(Math.abs).sort();
    const least = magnitudes[roundHalfEven(solver.drop * all.length)] ?? Number.POSITIVE_INFINITY;
    const out = new Float64Array(neurons * k);
    for (let j = 0; j < k; j++) {
      const found = column(all, k, j);
      const kept = Array.from(found.keys()).filter(i => found[i] !== 0 && Math.abs(found[i] ?? 0) >= least);
      // A target may lose all its neurons, or all that are active.
      const left = only(activities, kept);
      if (!left.values.some(x => x !== 0)) continue;
      const again = linear(solver.solver2, left, asked)(column(y, k, j), 1);
      for (const [at, i] of kept.entries()) out[i * k + j] = again[at] ?? 0;
    }
    return out;
  };
}
