import { powerOfTwo } from './bits.js';
import { LN2_HEAD, LN2_TAIL } from './ln2.js';
import { balancedExponent, logCorrection } from './log.js';

const TINY = 5.551115123125783e-17;
const SQRT_HALF_LESS_ONE = -0.2928932188134524;
const SQRT_TWO_LESS_ONE = 0.41421356237309503;

/** ln(1 + x), accurate near 0 too; keeps -0. -Infinity at -1, NaN below -1 and for NaN. Error below 1 ulp. */
export function log1p(x: number): number {
  if (x < TINY && x > -TINY) return x;
  if (!(x > -1)) return x === -1 ? -Infinity : NaN;
  if (x === Infinity) return x;
  if (x > SQRT_HALF_LESS_ONE && x < SQRT_TWO_LESS_ONE) {
    const halfSquare = 0.5 * x * x;
    return x - (halfSquare - logCorrection(x, halfSquare));
  }
  const u = 1 + x;
  const k = balancedExponent(u);
  // 1 + x was rounded to u; ln(1 + x) is ln u plus the loss over u.
  const lost: number = k >= 54 ? 0 : (k >= 2 ? 1 - (u - x) : x - (u - 1)) / u;
  const f = u * powerOfTwo(-k) - 1;
  const halfSquare = 0.5 * f * f;
  return k * LN2_HEAD - (halfSquare - (logCorrection(f, halfSquare) + (k * LN2_TAIL + lost)) - f);
}
