import { exp } from './exp.js';
import type { RandomStream } from './random-stream.js';

/** Larger means are drawn in parts, so that exp(-mean) keeps all of its digits. */
const LARGEST = 16;
/** A mean of 16 gives more than this once in 10^40 draws: rounding ends the sum of probabilities short of 1. */
const MOST = 100;

/** Above this mean a number is drawn from the normal distribution of the same mean and variance, whose skewness of 0 is within 0.016 of it. */
const NORMAL = 4096;

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
 * The time it takes grows with the mean up to 4096; above, it is a normal deviate, rounded. NaN for a mean that is not finite or below zero.
 */
export function poisson(random: RandomStream, mean: number): number {
  if (!(mean >= 0 && mean < Number.POSITIVE_INFINITY)) return Number.NaN;
  if (mean > NORMAL) return Math.max(0, Math.floor(mean + Math.sqrt(mean) * random.normal() + 0.5));
  let count = 0;
  let rest = mean;
  for (; rest > LARGEST; rest -= LARGEST) count += drawn(random, LARGEST);
  return count + drawn(random, rest);
}
