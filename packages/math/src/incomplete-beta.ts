import { exp } from './exp.js';
import { log } from './log.js';
import { logGamma } from './log-gamma.js';
import { log1p } from './log1p.js';

const EPSILON = 2.220446049250313e-16;
const TINY = 1e-300;
const MOST_TERMS = 10_000;

/** ln B(a, b) = ln Γ(a) + ln Γ(b) - ln Γ(a + b) for a, b > 0. */
export const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);

/** The continued fraction of the incomplete beta function (DLMF 8.17.22) by Lentz's method; quick for x below (a + 1) / (a + b + 2). */
function fraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  d = 1 / (Math.abs(d) < TINY ? TINY : d);
  let value = d;
  for (let m = 1; m <= MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 + even * d;
    c = 1 + even / c;
    d = 1 / (Math.abs(d) < TINY ? TINY : d);
    value *= d * (Math.abs(c) < TINY ? TINY : c);
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + odd * d;
    c = 1 + odd / c;
    d = 1 / (Math.abs(d) < TINY ? TINY : d);
    const step = d * (Math.abs(c) < TINY ? TINY : c);
    value *= step;
    if (Math.abs(step - 1) <= EPSILON) break;
  }
  return value;
}

/** I_x(a, b) where x, its complement and ln B(a, b) are known. */
function regularised(a: number, b: number, x: number, complement: number, lnBeta: number): number {
  if (x === 0 || complement === 0) return x === 0 ? 0 : 1;
  const front = exp(a * (x < 0.5 ? log(x) : log1p(-complement)) + b * (x < 0.5 ? log1p(-x) : log(complement)) - lnBeta);
  return x < (a + 1) / (a + b + 2) ? (front * fraction(a, b, x)) / a : 1 - (front * fraction(b, a, complement)) / b;
}

const valid = (a: number, b: number, x: number): boolean => a > 0 && b > 0 && a < Infinity && b < Infinity && x >= 0 && x <= 1;

/**
 * Regularised incomplete beta function I_x(a, b): the probability that a Beta(a, b) variate is at most x. NaN unless a, b > 0 are finite and
 * x lies in [0, 1]. Error below 1e-13 (a + b) absolute.
 */
export const incompleteBeta = (a: number, b: number, x: number): number =>
  valid(a, b, x) ? regularised(a, b, x, 1 - x, logBeta(a, b)) : NaN;

/** A first guess for the inverse: from the normal distribution where both a, b >= 1, else from the power laws at the two ends. */
function firstGuess(a: number, b: number, p: number): number {
  if (a >= 1 && b >= 1) {
    const tail = Math.sqrt(-2 * log(p < 0.5 ? p : 1 - p));
    const z = (2.30753 + tail * 0.27061) / (1 + tail * (0.99229 + tail * 0.04481)) - tail;
    const normal = p < 0.5 ? z : -z;
    const mean = a / (a + b);
    return mean + normal * Math.sqrt((mean * (1 - mean)) / (a + b + 1));
  }
  const low = exp(a * log(a / (a + b))) / a;
  const high = exp(b * log(b / (a + b))) / b;
  const share = low / (low + high);
  return p < share ? exp(log(a * (low + high) * p) / a) : 1 - exp(log(b * (low + high) * (1 - p)) / b);
}

/**
 * The x for which I_x(a, b) = p: the quantile of a Beta(a, b) variate. NaN unless a, b > 0 are finite and p lies in [0, 1]. Halley's
 * method within a bracket. Near 1 an x has few digits of its distance from 1: take 1 - inverseIncompleteBeta(b, a, 1 - p) where those count.
 */
export function inverseIncompleteBeta(a: number, b: number, p: number): number {
  if (!valid(a, b, p)) return NaN;
  if (p === 0 || p === 1) return p;
  const lnBeta = logBeta(a, b);
  let low = 0;
  let high = 1;
  let x = firstGuess(a, b, p);
  for (let round = 0; round < 100; round++) {
    if (!(x > low && x < high)) x = 0.5 * (low + high);
    if (x === low || x === high) break;
    const error = regularised(a, b, x, 1 - x, lnBeta) - p;
    if (error < 0) low = x;
    else high = x;
    const newton = error / exp((a - 1) * log(x) + (b - 1) * log1p(-x) - lnBeta);
    const curvature = 0.5 * newton * ((a - 1) / x - (b - 1) / (1 - x));
    const step = newton / (1 - (curvature < -0.5 ? -0.5 : curvature > 0.5 ? 0.5 : curvature));
    x -= step;
    if (Math.abs(step) <= 4 * EPSILON * x) break;
  }
  return x;
}
