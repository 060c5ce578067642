import { INVERSE_LN2, LN2_HEAD, LN2_TAIL, scaleByPowerOfTwo } from './bits';

const OVERFLOW: f64 = 709.782712893384;
const UNDERFLOW: f64 = -745.1332191019411;
const TINY: f64 = 3.725290298461914e-9;

// Minimax coefficients of x·coth(x/2) − 2 in x², |x| ≤ ½ ln 2, as given by fdlibm (error below 2^-59).
const P1: f64 = 0.16666666666666602;
const P2: f64 = -0.0027777777777015593;
const P3: f64 = 6.613756321437934e-5;
const P4: f64 = -1.6533902205465252e-6;
const P5: f64 = 4.1381367970572385e-8;

/** e^x. Infinity above 709.7827, 0 below -745.1332; NaN for NaN. Error below 1 ulp. */
export function exp(x: f64): f64 {
  if (x < TINY && x > -TINY) return 1 + x;
  if (x > OVERFLOW) return Infinity;
  if (x < UNDERFLOW) return 0;
  return isNaN<f64>(x) ? x : expOfSum(x, 0);
}

/**
 * e^(high + low) for a small low, high between -745.14 and 709.79.
 * high + low = k ln 2 + r, |r| ≤ ½ ln 2, and e^r = 1 + r + r c / (2 − c) with c = r − r² P(r²).
 */
export function expOfSum(high: f64, low: f64): f64 {
  const k = floor<f64>(high * INVERSE_LN2 + 0.5);
  const head = high - k * LN2_HEAD;
  const tail = k * LN2_TAIL - low;
  const r = head - tail;
  const r2 = r * r;
  const c = r - r2 * (P1 + r2 * (P2 + r2 * (P3 + r2 * (P4 + r2 * P5))));
  // What 1 + head rounds away comes back with the small terms, so that only the last sum rounds noticeably.
  const lead = 1 + head;
  const lost = 1 - lead + head;
  return scaleByPowerOfTwo(lead + (lost + ((r * c) / (2 - c) - tail)), k);
}
