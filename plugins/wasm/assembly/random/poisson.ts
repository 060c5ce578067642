import { exp, normal, uniform } from '../shared';

/** Larger means are drawn in parts, so that exp(-mean) keeps all of its digits. */
const LARGEST: f64 = 16;
/** A mean of 16 gives more than this once in 10^40 draws: rounding ends the sum of probabilities short of 1. */
const MOST: f64 = 100;

/** Above this mean a number is drawn from the normal distribution of the same mean and variance. */
const NORMAL: f64 = 4096;

/** A Poisson number of a mean up to 16: the first count whose summed probability is above one uniform number. */
function drawn(mean: f64): f64 {
  const u = uniform();
  let probability = exp(-mean);
  let sum = probability;
  let count: f64 = 0;
  while (u >= sum && count < MOST) {
    count++;
    probability *= mean / count;
    sum += probability;
  }
  return count;
}

/** A Poisson number out of the open stream; NaN for a mean that is not finite or below zero. */
export function poisson(mean: f64): f64 {
  if (!(mean >= 0 && mean < Infinity)) return NaN;
  if (mean > NORMAL) return max<f64>(0, floor<f64>(mean + sqrt<f64>(mean) * normal() + 0.5));
  let count: f64 = 0;
  let rest = mean;
  for (; rest > LARGEST; rest -= LARGEST) count += drawn(LARGEST);
  return count + drawn(rest);
}
