// In float32, four numbers at once, good to about 1e-7 of their value. Polynomials as given by Cephes (Moshier 1989).
const HIGHEST: f32 = 88;
const LOWEST: f32 = -87;
const INVERSE_LN2: f32 = 1.44269504;
const LN2_HEAD: f32 = 0.693359375;
const LN2_TAIL: f32 = -2.12194440e-4;

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
