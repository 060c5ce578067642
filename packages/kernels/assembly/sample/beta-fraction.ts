const EPSILON: f64 = 2.220446049250313e-16;
const TINY: f64 = 1e-300;
const MOST_TERMS = 10_000;

/** The continued fraction of the incomplete beta function by Lentz's method, as in packages/math, in both lanes. */
export function fraction(a: v128, b: v128, x: v128): v128 {
  const one = f64x2.splat(1);
  const sum = f64x2.add(a, b);
  let c = one;
  let d = f64x2.div(one, awayFromZero(f64x2.sub(one, f64x2.div(f64x2.mul(sum, x), f64x2.add(a, one)))));
  let value = d;
  let done = i64x2.splat(0);
  for (let m: f64 = 1; m <= MOST_TERMS; m++) {
    const n = f64x2.splat(m);
    const twice = f64x2.add(a, f64x2.splat(2 * m));
    const even = f64x2.div(f64x2.mul(f64x2.mul(n, f64x2.sub(b, n)), x), f64x2.mul(f64x2.sub(twice, one), twice));
    d = f64x2.div(one, awayFromZero(f64x2.add(one, f64x2.mul(even, d))));
    c = f64x2.add(one, f64x2.div(even, c));
    const half = f64x2.mul(value, f64x2.mul(d, awayFromZero(c)));
    const top = f64x2.mul(f64x2.mul(f64x2.neg(f64x2.add(a, n)), f64x2.add(sum, n)), x);
    const odd = f64x2.div(top, f64x2.mul(twice, f64x2.add(twice, one)));
    d = f64x2.div(one, awayFromZero(f64x2.add(one, f64x2.mul(odd, d))));
    c = f64x2.add(one, f64x2.div(odd, c));
    const step = f64x2.mul(d, awayFromZero(c));
    value = v128.bitselect(value, f64x2.mul(half, step), done);
    done = v128.or(done, f64x2.le(f64x2.abs(f64x2.sub(step, one)), f64x2.splat(EPSILON)));
    if (i64x2.all_true(done)) break;
  }
  return value;
}

@inline
function awayFromZero(x: v128): v128 {
  const tiny = f64x2.splat(TINY);
  return v128.bitselect(tiny, x, f64x2.lt(f64x2.abs(x), tiny));
}
