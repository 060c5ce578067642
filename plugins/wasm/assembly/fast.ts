// Formulas for four float32 numbers at once, good to about 1e-7 of their value. Polynomials as given by Cephes (Moshier 1989).
const INVERSE_LN2: f32 = 1.44269504;
const LN2_HEAD: f32 = 0.693359375;
const LN2_TAIL: f32 = -2.12194440e-4;

const HIGHEST: f32 = 88;
const LOWEST: f32 = -87;

/** e^x; for x beyond -87 and 88 that of the limit, so that nothing becomes infinite or subnormal. NaN for NaN. */
export function exp4(x: v128): v128 {
  const bounded = f32x4.max(f32x4.min(x, f32x4.splat(HIGHEST)), f32x4.splat(LOWEST));
  const k = f32x4.nearest(f32x4.mul(bounded, f32x4.splat(INVERSE_LN2)));
  const r = f32x4.sub(f32x4.sub(bounded, f32x4.mul(k, f32x4.splat(LN2_HEAD))), f32x4.mul(k, f32x4.splat(LN2_TAIL)));
  let p = f32x4.add(f32x4.mul(f32x4.splat(1.9875691500e-4), r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  const y = f32x4.add(f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(k), i32x4.splat(127)), 23);
  return f32x4.mul(y, power);
}

const SQRT_HALF: i32 = 0x3f3504f3;

/** Natural logarithm of positive, finite, normal numbers. */
export function log4(x: v128): v128 {
  const k = i32x4.shr_s(i32x4.sub(x, i32x4.splat(SQRT_HALF)), 23);
  const f = f32x4.sub(i32x4.sub(x, i32x4.shl(k, 23)), f32x4.splat(1));
  const square = f32x4.mul(f, f);
  let p = f32x4.add(f32x4.mul(f32x4.splat(7.0376836292e-2), f), f32x4.splat(-1.1514610310e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(1.1676998740e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(-1.2420140846e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(1.4249322787e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(-1.6668057665e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(2.0000714765e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(-2.4999993993e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(3.3333331174e-1));
  const exponent = f32x4.convert_i32x4_s(k);
  let y = f32x4.add(f32x4.mul(f32x4.mul(p, f), square), f32x4.mul(exponent, f32x4.splat(LN2_TAIL)));
  y = f32x4.sub(y, f32x4.mul(square, f32x4.splat(0.5)));
  return f32x4.add(f32x4.add(f, y), f32x4.mul(exponent, f32x4.splat(LN2_HEAD)));
}

/** ln(1 + x) for finite x from 0 on. */
export function log1p4(x: v128): v128 {
  const one = f32x4.splat(1);
  const u = f32x4.add(one, x);
  // 1 + x was rounded to u; ln(1 + x) is ln u plus the loss over u.
  const lost = f32x4.div(f32x4.sub(x, f32x4.sub(u, one)), u);
  return f32x4.add(log4(u), lost);
}

const SERIES_LIMIT: f32 = 0.625;

/** Hyperbolic tangent. */
export function tanh4(x: v128): v128 {
  const one = f32x4.splat(1);
  const size = f32x4.abs(x);
  const square = f32x4.mul(x, x);
  let p = f32x4.add(f32x4.mul(f32x4.splat(-5.70498872745e-3), square), f32x4.splat(2.06390887954e-2));
  p = f32x4.add(f32x4.mul(p, square), f32x4.splat(-5.37397155531e-2));
  p = f32x4.add(f32x4.mul(p, square), f32x4.splat(1.33314422036e-1));
  p = f32x4.add(f32x4.mul(p, square), f32x4.splat(-3.33332819422e-1));
  const near = f32x4.add(f32x4.mul(f32x4.mul(p, square), x), x);
  const e = exp4(f32x4.add(size, size));
  const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(e, one)));
  const signed = v128.or(far, v128.and(x, f32x4.splat(-0.0)));
  return v128.bitselect(near, signed, f32x4.lt(size, f32x4.splat(SERIES_LIMIT)));
}
