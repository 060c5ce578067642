import { powerOfTwo } from './bits.js';
import { productError } from './double-double.js';
import { expOfSum } from './exp.js';
import { LN2_HEAD, LN2_TAIL } from './ln2.js';
import { balancedExponent } from './log.js';

const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_54 = 18014398509481984;
const TWO_THIRDS_HIGH = 0.6666666666666666;
const TWO_THIRDS_LOW = 3.700743415417188e-17;
const TINY_LOG = 1.1102230246251565e-16;
const HUGE_EXPONENT = 1e20;
const SMALL_EXPONENT = 1e-20;

const logParts = new Float64Array(2);

/** x to the power y, with the special values of ECMAScript's Math.pow (pow(1, NaN) and pow(±1, ±Infinity) are NaN). Error below 1 ulp. */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  if (y === 1) return x;
  if (y === 2) return x * x;
  if (y === -1) return 1 / x;
  const base = Math.abs(x);
  if (y === Infinity || y === -Infinity) {
    if (base === 1) return NaN;
    return base > 1 === y > 0 ? Infinity : 0;
  }
  const negative = (x < 0 || Object.is(x, -0)) && isOdd(y);
  if (base === 0 || base === Infinity) {
    const size = (base === 0) === y > 0 ? 0 : Infinity;
    return negative ? -size : size;
  }
  if (x < 0 && Math.floor(y) !== y) return NaN;
  const size = base === 1 ? 1 : y === 0.5 ? Math.sqrt(base) : powOfPositive(base, y);
  return negative ? -size : size;
}

function isOdd(y: number): boolean {
  return Math.floor(y) === y && Math.floor(y / 2) * 2 !== y;
}

function powOfPositive(x: number, y: number): number {
  // At 1e20 even the doubles next to 1 over- or underflow; below 1e-20 the result is 1 to within half an ulp.
  if (y > HUGE_EXPONENT || y < -HUGE_EXPONENT) return x > 1 === y > 0 ? Infinity : 0;
  if (y < SMALL_EXPONENT && y > -SMALL_EXPONENT) return 1;
  computeLog(x);
  const logHigh = logParts[0] ?? 0;
  const high = y * logHigh;
  if (high > 709.79) return Infinity;
  if (high < -745.14) return 0;
  if (high < TINY_LOG && high > -TINY_LOG) return 1 + high;
  return expOfSum(high, productError(y, logHigh, high) + y * (logParts[1] ?? 0));
}

/**
 * Leaves ln x in logParts as a sum of two doubles good to about 2^-65 relative, from ln m = 2s + s (2/3 s² + 2/5 s⁴ + …),
 * s = (m − 1)/(m + 1), with the two leading terms in doubled precision.
 */
function computeLog(x: number): void {
  const subnormal = x < SMALLEST_NORMAL;
  const normal = subnormal ? x * TWO_54 : x;
  const shift = balancedExponent(normal);
  const k = subnormal ? shift - 54 : shift;
  const f = normal * powerOfTwo(-shift) - 1;

  const divisor = 2 + f;
  const s = f / divisor;
  const product = s * divisor;
  const sLow = (f - product - productError(s, divisor, product) - s * (f - (divisor - 2))) / divisor;
  const s2 = s * s;
  const s2Low = productError(s, s, s2) + 2 * s * sLow;

  const higher = s2 * oddSeries(s2);
  const factor = TWO_THIRDS_HIGH + higher;
  const factorLow = higher - (factor - TWO_THIRDS_HIGH) + TWO_THIRDS_LOW;
  const b = s2 * factor;
  const bLow = productError(s2, factor, b) + (s2 * factorLow + s2Low * factor);
  const cubic = s * b;
  const cubicLow = productError(s, b, cubic) + (s * bLow + sLow * b);

  const lead = 2 * s + cubic;
  const leadLow = 2 * s - lead + cubic + (2 * sLow + cubicLow);
  const scale = k * LN2_HEAD;
  const sum = k === 0 ? lead : scale + lead;
  const sumLow = (k === 0 ? 0 : scale - sum + lead) + (leadLow + k * LN2_TAIL);
  logParts[0] = sum + sumLow;
  logParts[1] = sum - (sum + sumLow) + sumLow;
}

/** 2/5 + 2/7 z + 2/9 z² + … for z up to 0.0295. */
function oddSeries(z: number): number {
  const upper = 2 / 15 + z * (2 / 17 + z * (2 / 19 + z * (2 / 21 + z * (2 / 23 + z * (2 / 25)))));
  return 2 / 5 + z * (2 / 7 + z * (2 / 9 + z * (2 / 11 + z * (2 / 13 + z * upper))));
}
