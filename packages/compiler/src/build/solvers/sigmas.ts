import type { Activities } from './solve.js';

/** reg max(A) times the root of the share of points at which each neuron is active; 0 for neurons that never are. */
export function sigmasOfActive({ values, points, neurons }: Activities, reg: number, highest: number): Float64Array {
  const counts = new Float64Array(neurons);
  for (let p = 0; p < points; p++) {
    for (let i = 0; i < neurons; i++) if ((values[p * neurons + i] ?? 0) > 0) counts[i] = (counts[i] ?? 0) + 1;
  }
  return counts.map(count => reg * highest * Math.sqrt(count / points));
}
