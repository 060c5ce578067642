import { exp } from './exp.js';
import type { RandomStream } from './random-stream.js';

/** Larger means are drawn in parts, so that exp(-mean) keeps all of its digits. */
const LARGEST = 16;
/** A mean of 16 gives more than this once in 10^40 draws: rounding ends the sum of probabilities short of 1. */
const MOST = 100;

/** A Poisson number of a mean up to 16: the first count whose summed probability is above one uniform number. */
function drawn(random: RandomStream, mean: number): number {
  const u = random.uniform();
  let probability = exp(-mean);
  let sum = probability;
  let count = 0;
  while (u >= sum && count < MOST) {
    count++;
    probability *= mean / count;
    sum += probability;
  }
  return count;
}

/**
 * A whole number drawn from the Poisson distribution of a mean >= 0, by inversion; the sum of independent draws where the mean is above 16.
 * The time it takes grows with the mean. NaN for a mean that is not finite or below zero.
 */
export function poisson(random: RandomStream, mean: number): number {
  if (!(mean >= 0 && mean < Number.POSITIVE_INFINITY)) return Number.NaN;
  let count = 0;
  let rest = mean;
  for (; rest > LARGEST; rest -= LARGEST) count += drawn(random, LARGEST);
  return count + drawn(random, rest);
}
