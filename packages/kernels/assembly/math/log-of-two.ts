import { LN2_HEAD, LN2_TAIL } from '../../../math/src/ln2.js';

/** How far the exponent of the square root of a half is below that of one, in the bits of a double. */
const BALANCE: i64 = <i64>(0x3ff00000 - 0x3fe6a09e) << 32;
const TWO_52: f64 = 4503599627370496;
const SQRT_HALF_LESS_ONE: f64 = -0.2928932188134524;
const SQRT_TWO_LESS_ONE: f64 = 0.41421356237309503;

/** The biased exponents k + 1023 of `balancedExponent`, as integers. */
@inline
function biasedOfTwo(x: v128): v128 {
  return i64x2.shr_u(i64x2.add(x, i64x2.splat(BALANCE)), 52);
}

/** Biased exponents as the numbers k. */
@inline
function exponentOfTwo(biased: v128): v128 {
  return f64x2.sub(v128.or(biased, f64x2.splat(TWO_52)), f64x2.splat(TWO_52 + 1023));
}

/** 2^-k for biased exponents. */
@inline
function inversePowerOfTwo(biased: v128): v128 {
  return i64x2.shl(i64x2.sub(i64x2.splat(2046), biased), 52);
}

/** ln 2 k + ln(1 + f) in both lanes, with what was lost of f before. */
function sumOfTwo(k: v128, f: v128, lost: v128): v128 {
  const halfSquare = f64x2.mul(f64x2.mul(f64x2.splat(0.5), f), f);
  const rest = f64x2.add(correction(f, halfSquare), f64x2.add(f64x2.mul(k, f64x2.splat(LN2_TAIL)), lost));
  return f64x2.sub(f64x2.mul(k, f64x2.splat(LN2_HEAD)), f64x2.sub(f64x2.sub(halfSquare, rest), f));
}

/** `logCorrection` in both lanes. */
function correction(f: v128, halfSquare: v128): v128 {
  const s = f64x2.div(f, f64x2.add(f64x2.splat(2), f));
  const s2 = f64x2.mul(s, s);
  const s4 = f64x2.mul(s2, s2);
  let odd = f64x2.add(f64x2.splat(0.1818357216161805), f64x2.mul(s4, f64x2.splat(0.14798198605116586)));
  odd = f64x2.add(f64x2.splat(0.2857142874366239), f64x2.mul(s4, odd));
  odd = f64x2.mul(s2, f64x2.add(f64x2.splat(0.6666666666666735), f64x2.mul(s4, odd)));
  let even = f64x2.add(f64x2.splat(0.22222198432149784), f64x2.mul(s4, f64x2.splat(0.15313837699209373)));
  even = f64x2.mul(s4, f64x2.add(f64x2.splat(0.3999999999940942), f64x2.mul(s4, even)));
  return f64x2.mul(s, f64x2.add(halfSquare, f64x2.add(odd, even)));
}

/** ln x in both lanes, with the bits of `log`, for x from 1e-300 to 1e300; of no meaning elsewhere. */
export function logOfTwo(x: v128): v128 {
  const biased = biasedOfTwo(x);
  const f = f64x2.sub(f64x2.mul(x, inversePowerOfTwo(biased)), f64x2.splat(1));
  return sumOfTwo(exponentOfTwo(biased), f, f64x2.splat(0));
}

/** ln(1 + x) in both lanes, with the bits of `log1p`, for x above -1 up to 1e300 but -0; of no meaning elsewhere. */
export function log1pOfTwo(x: v128): v128 {
  const one = f64x2.splat(1);
  const u = f64x2.add(one, x);
  const small = v128.and(f64x2.lt(x, f64x2.splat(SQRT_TWO_LESS_ONE)), f64x2.gt(x, f64x2.splat(SQRT_HALF_LESS_ONE)));
  const biased = biasedOfTwo(u);
  const k = v128.andnot(exponentOfTwo(biased), small);
  const loss = v128.bitselect(f64x2.sub(one, f64x2.sub(u, x)), f64x2.sub(x, f64x2.sub(u, one)), f64x2.ge(k, f64x2.splat(2)));
  const lost = v128.andnot(f64x2.div(loss, u), v128.or(small, f64x2.ge(k, f64x2.splat(54))));
  const f = v128.bitselect(x, f64x2.sub(f64x2.mul(u, inversePowerOfTwo(biased)), one), small);
  return sumOfTwo(k, f, lost);
}
