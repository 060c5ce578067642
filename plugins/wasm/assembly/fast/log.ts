// In float32, four numbers at once, good to about 1e-7. Polynomials as given by Cephes (Moshier 1989).
const SQRT_HALF: i32 = 0x3f3504f3;
const LN2_HEAD: f32 = 0.693359375;
const LN2_TAIL: f32 = -2.12194440e-4;

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
