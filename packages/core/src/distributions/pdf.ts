import { type ArrayInput, type Tensor, toTensor } from '../tensor.js';
import { wrongParameter } from './distribution-number.js';

/** Numbers from points of a density: the cumulative probability is linear between the points. */
export interface Pdf<A = Tensor> {
  readonly type: 'pdf';
  /** (points), ascending. */
  readonly x: A;
  /** (points), probability of each point's surroundings; sums to 1. */
  readonly p: A;
}

/**
 * From points `x` (ascending) with probabilities `p` (>= 0, sum 1): half of each point's probability lies below it, and the cumulative
 * probability between neighbours is linear. The outer halves of the first and of the last probability fall on the end points.
 */
export function pdf(x: ArrayInput, p: ArrayInput): Pdf {
  const [points, weights] = [toTensor(x), toTensor(p)];
  const ascending = points.data.every((value, i) => Number.isFinite(value) && (i === 0 || value > (points.data[i - 1] ?? value)));
  if (points.shape.length !== 1 || points.data.length === 0 || !ascending)
    wrongParameter('pdf', 'x', points.data, 'a list of ascending numbers');
  if (weights.shape.length !== 1 || weights.data.length !== points.data.length)
    wrongParameter('pdf', 'p', `shape [${weights.shape}]`, `${points.data.length} probabilities, one per point`);
  const sum = Array.from(weights.data).reduce((total, weight) => total + weight, 0);
  if (weights.data.some(weight => !(weight >= 0)) || !(Math.abs(sum - 1) <= 1e-8))
    wrongParameter('pdf', 'p', `${weights.data} (sum ${sum})`, 'probabilities >= 0 that sum to 1');
  return Object.freeze({ type: 'pdf', x: points, p: weights });
}
