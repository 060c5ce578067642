const EPSILON: f64 = 2.220446049250313e-16;
const TINY: f64 = 1e-300;
const MOST_TERMS = 10_000;

/**
 * The continued fraction of the incomplete beta function by Lentz's method, as in packages/math, in both lanes. NaN where a denominator comes so
 * near to zero that the method replaces it.
 */
export function fraction(a: v128, b: v128, x: v128): v128 {
  const one = f64x2.splat(1);
  const sum = f64x2.add(a, b);
  let c = one;
  let d = f64x2.sub(one, f64x2.div(f64x2.mul(sum, x), f64x2.add(a, one)));
  let near = nearZero(d);
  d = f64x2.div(one, d);
  let value = d;
  let done = i64x2.splat(0);
  for (let m: f64 = 1; m <= MOST_TERMS; m++) {
    const n = f64x2.splat(m);
    const twice = f64x2.add(a, f64x2.splat(2 * m));
    const even = f64x2.div(f64x2.mul(f64x2.mul(n, f64x2.sub(b, n)), x), f64x2.mul(f64x2.sub(twice, one), twice));
    const d1 = f64x2.add(one, f64x2.mul(even, d));
    const c1 = f64x2.add(one, f64x2.div(even, c));
    d = f64x2.div(one, d1);
    const half = f64x2.mul(value, f64x2.mul(d, c1));
    const top = f64x2.mul(f64x2.mul(f64x2.neg(f64x2.add(a, n)), f64x2.add(sum, n)), x);
    const odd = f64x2.div(top, f64x2.mul(twice, f64x2.add(twice, one)));
    const d2 = f64x2.add(one, f64x2.mul(odd, d));
    c = f64x2.add(one, f64x2.div(odd, c1));
    d = f64x2.div(one, d2);
    near = v128.or(near, v128.or(v128.or(nearZero(d1), nearZero(d2)), v128.or(nearZero(c1), nearZero(c))));
    const step = f64x2.mul(d, c);
    value = v128.bitselect(value, f64x2.mul(half, step), done);
    done = v128.or(done, f64x2.le(f64x2.abs(f64x2.sub(step, one)), f64x2.splat(EPSILON)));
    if (i64x2.all_true(v128.or(done, near))) break;
  }
  return v128.bitselect(f64x2.splat(NaN), value, near);
}

@inline
function nearZero(x: v128): v128 {
  return f64x2.lt(f64x2.abs(x), f64x2.splat(TINY));
}
