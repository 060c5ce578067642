import { exp } from './exp.js';

const SATURATED = 22;
const TINY = 3.725290298461914e-9;
const SERIES_LIMIT = 0.625;

// Minimax coefficients of (tanh x / x − 1)/x² = P(x²)/Q(x²), |x| ≤ 0.625, as given by Cephes (Moshier 1989).
const P0 = -1614.6876844170845;
const P1 = -99.28772310019185;
const P2 = -0.9643991794250523;
const Q0 = 4844.063053251255;
const Q1 = 2235.4883906010045;
const Q2 = 112.81167849163293;

/** Hyperbolic tangent; keeps -0, ±1 from |x| = 22 on, NaN for NaN. Error below 1.5 ulp. */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (size < TINY) return x;
  if (size < SERIES_LIMIT) {
    const x2 = x * x;
    return x + (x * x2 * (P0 + x2 * (P1 + x2 * P2))) / (Q0 + x2 * (Q1 + x2 * (Q2 + x2)));
  }
  const value = size >= SATURATED ? 1 : 1 - 2 / (exp(2 * size) + 1);
  return x < 0 ? -value : value;
}
