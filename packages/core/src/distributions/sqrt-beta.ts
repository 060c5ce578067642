import { wholeNumber } from '../size.js';

/** Square root of a Beta(m / 2, n / 2) variate: the length of m of the n + m elements of a random unit vector. */
export interface SqrtBeta {
  readonly type: 'sqrtBeta';
  readonly n: number;
  readonly m: number;
}

/** Length of `m` (default 1) elements of a random unit vector that has `n` further ones. */
export function sqrtBeta(n: number, m = 1): SqrtBeta {
  return Object.freeze({ type: 'sqrtBeta', n: wholeNumber('sqrtBeta', 'n', n), m: wholeNumber('sqrtBeta', 'm', m) });
}
