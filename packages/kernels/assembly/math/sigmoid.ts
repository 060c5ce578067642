import { exp } from './exp';
import { log1p } from './log1p';

/** The logistic function 1/(1 + e^-x): 0 at -Infinity, 1 at Infinity, NaN for NaN. Error below 2 ulp. */
export function sigmoid(x: f64): f64 {
  if (x >= 0) return 1 / (1 + exp(-x));
  const e = exp(x);
  return e / (1 + e);
}

/** ln(1 + e^x), the smooth rectifier: 0 at -Infinity, Infinity at Infinity, NaN for NaN. Error below 2 ulp. */
export function softplus(x: f64): f64 {
  return x > 0 ? x + log1p(exp(-x)) : log1p(exp(x));
}
