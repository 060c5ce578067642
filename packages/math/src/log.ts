import { highWord, powerOfTwo } from './bits.js';
import { LN2_HEAD, LN2_TAIL } from './ln2.js';

const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_54: number = 18014398509481984;
const ONE_HIGH = 0x3ff00000;
const SQRT_HALF_HIGH = 0x3fe6a09e;

// Minimax coefficients of (ln((1 + s)/(1 − s)) − 2s)/s in s², |s| ≤ 0.1716, as given by fdlibm (error below 2^-58).
const L1 = 0.6666666666666735;
const L2 = 0.3999999999940942;
const L3 = 0.2857142874366239;
const L4 = 0.22222198432149784;
const L5 = 0.1818357216161805;
const L6 = 0.15313837699209373;
const L7 = 0.14798198605116586;

/** The k for which x·2^-k lies in [√½, √2); x positive, finite and normal. */
export function balancedExponent(x: number): number {
  return ((highWord(x) + (ONE_HIGH - SQRT_HALF_HIGH)) >> 20) - 1023;
}

/** What ln(1 + f) − f + f²/2 comes to for 1 + f in [√½, √2). */
export function logCorrection(f: number, halfSquare: number): number {
  const s = f / (2 + f);
  const s2 = s * s;
  const s4 = s2 * s2;
  const odd = s2 * (L1 + s4 * (L3 + s4 * (L5 + s4 * L7)));
  const even = s4 * (L2 + s4 * (L4 + s4 * L6));
  return s * (halfSquare + (odd + even));
}

/** Natural logarithm. -Infinity at ±0, NaN below 0 and for NaN. Error below 1 ulp. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  let normal = x;
  let k: number = 0;
  if (x < SMALLEST_NORMAL) {
    normal = x * TWO_54;
    k = -54;
  }
  const shift = balancedExponent(normal);
  k += shift;
  const f = normal * powerOfTwo(-shift) - 1;
  const halfSquare = 0.5 * f * f;
  return k * LN2_HEAD - (halfSquare - (logCorrection(f, halfSquare) + k * LN2_TAIL) - f);
}
