import { exp, incompleteBeta, inverseIncompleteBeta, log, log1p, logBeta } from '@rheobase/math';
import { wrongValue } from '../record/field.js';
import type { CosineSimilarity, SqrtBeta, SubvectorLength } from './vector-parts.js';

/** The distributions of lengths and angles of random vectors, whose probabilities have closed forms. */
export type WithQuantiles = SqrtBeta | SubvectorLength | CosineSimilarity;

/** The parameters of Beta(a, b) that the square follows: half of the elements inside, and half of the others. */
function betaOf(distribution: WithQuantiles): readonly [a: number, b: number] {
  switch (distribution.type) {
    case 'sqrtBeta':
      return [distribution.m / 2, distribution.n / 2];
    case 'subvectorLength':
      return [distribution.subdimensions / 2, (distribution.dimensions - distribution.subdimensions) / 2];
    case 'cosineSimilarity':
      return [0.5, (distribution.dimensions - 1) / 2];
  }
}

/** The probability of a length of at most x, for x from 0 to 1: I_{x²}(a, b). */
const lengthBelow = ([a, b]: readonly [number, number], x: number): number => incompleteBeta(a, b, x * x);

/** The density 2 x^(2a - 1) (1 - x²)^(b - 1) / B(a, b) of a length, for x from 0 to 1. */
function lengthDensity([a, b]: readonly [number, number], x: number): number {
  // 0 to the power 0 is 1: a factor with exponent 0 is left out, as the logarithm of 0 has no use there.
  const inner = a === 0.5 ? 0 : (2 * a - 1) * log(x);
  const outer = b === 1 ? 0 : (b - 1) * log1p(-x * x);
  return 2 * exp(inner + outer - logBeta(a, b));
}

/** The length below which a share p lies. */
function lengthQuantile([a, b]: readonly [number, number], p: number): number {
  // From the end that is nearer, so that lengths keep their digits near 1 too.
  const square = p < 0.9 ? inverseIncompleteBeta(a, b, p) : 1 - inverseIncompleteBeta(b, a, 1 - p);
  return Math.sqrt(square);
}

/** The probability that a draw is at most x. */
export function cumulative(distribution: WithQuantiles, x: number): number {
  if (Number.isNaN(x)) return x;
  const size = Math.min(Math.abs(x), 1);
  const below = lengthBelow(betaOf(distribution), size);
  if (distribution.type === 'cosineSimilarity') return x < 0 ? 0.5 - 0.5 * below : 0.5 + 0.5 * below;
  return x < 0 ? 0 : below;
}

/** The probability density at x; Infinity at an end where the density has no bound. */
export function density(distribution: WithQuantiles, x: number): number {
  if (Number.isNaN(x)) return x;
  const signed = distribution.type === 'cosineSimilarity';
  if (x > 1 || x < (signed ? -1 : 0)) return 0;
  return (signed ? 0.5 : 1) * lengthDensity(betaOf(distribution), Math.abs(x));
}

/** The x below which a share p of the draws lies: the inverse of `cumulative`. `ValidationError` unless p lies in [0, 1]. */
export function quantile(distribution: WithQuantiles, p: number): number {
  if (!(p >= 0 && p <= 1)) wrongValue('quantile', 'p', p, 'in [0, 1]');
  const parameters = betaOf(distribution);
  if (distribution.type !== 'cosineSimilarity') return lengthQuantile(parameters, p);
  return p < 0.5 ? -lengthQuantile(parameters, 1 - 2 * p) : lengthQuantile(parameters, 2 * p - 1);
}
