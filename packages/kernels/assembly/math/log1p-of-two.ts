import { biasedOfTwo, exponentOfTwo, inversePowerOfTwo, sumOfTwo } from './log-of-two';

const SQRT_HALF_LESS_ONE: f64 = -0.2928932188134524;
const SQRT_TWO_LESS_ONE: f64 = 0.41421356237309503;

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
