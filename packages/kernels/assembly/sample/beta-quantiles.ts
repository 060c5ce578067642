import { expOfTwo } from '../math/exp-of-two';
import { log1pOfTwo, logOfTwo } from '../math/log-of-two';
import { address } from '../place';
import { fraction } from './beta-fraction';

const EPSILON: f64 = 2.220446049250313e-16;
/** Probabilities and quantiles nearer to 0, where logarithms in lanes do not hold or start badly, are left to who calls. */
const LEAST: f64 = 1e-60;

/**
 * The x for which I_x(a, b) = p, in place of `count` p (count is even): Halley's method within a bracket, as in packages/math, with its bits, for
 * a or b below 1. `low`, `high` and `share` are those of its first guess. NaN where p is not within (1e-60, 1), x comes too near to 0, or a fraction fails.
 */
export function betaQuantiles(at: i32, count: i32, a: f64, b: f64, lnBeta: f64, low: f64, high: f64): void {
  const end = address(at + count);
  for (let place = address(at); place < end; place += 16) v128.store(place, quantile(v128.load(place), a, b, lnBeta, low, high));
}

function quantile(p: v128, a: f64, b: f64, lnBeta: f64, lowLaw: f64, highLaw: f64): v128 {
  const one = f64x2.splat(1);
  const zero = f64x2.splat(0);
  const inside = v128.and(f64x2.gt(p, f64x2.splat(LEAST)), f64x2.lt(p, one));
  // A lane that is not inside computes the quantile of a half meanwhile.
  const asked = v128.bitselect(p, f64x2.splat(0.5), inside);
  let failed = v128.not(inside);
  let x = firstGuess(asked, a, b, lowLaw, highLaw);
  let low = zero;
  let high = one;
  let done = failed;
  for (let round = 0; round < 100; round++) {
    const within = v128.or(done, v128.and(f64x2.gt(x, low), f64x2.lt(x, high)));
    x = v128.bitselect(x, f64x2.mul(f64x2.splat(0.5), f64x2.add(low, high)), within);
    done = v128.or(done, v128.or(f64x2.eq(x, low), f64x2.eq(x, high)));
    const near = f64x2.lt(x, f64x2.splat(LEAST));
    failed = v128.or(failed, v128.andnot(near, done));
    done = v128.or(done, near);
    if (i64x2.all_true(done)) break;
    // Lanes that are done compute what is safe.
    const y = v128.bitselect(f64x2.splat(0.5), x, done);
    const l = logOfTwo(y);
    const l1 = log1pOfTwo(f64x2.neg(y));
    const error = f64x2.sub(regularised(a, b, y, l, l1, lnBeta), asked);
    const lost = v128.andnot(f64x2.ne(error, error), done);
    failed = v128.or(failed, lost);
    done = v128.or(done, lost);
    const below = f64x2.lt(error, zero);
    low = v128.bitselect(y, low, v128.andnot(below, done));
    high = v128.bitselect(high, y, v128.or(below, done));
    const a1 = f64x2.splat(a - 1);
    const b1 = f64x2.splat(b - 1);
    const density = expOfTwo(f64x2.sub(f64x2.add(f64x2.mul(a1, l), f64x2.mul(b1, l1)), f64x2.splat(lnBeta)));
    const newton = f64x2.div(error, density);
    const slope = f64x2.sub(f64x2.div(a1, y), f64x2.div(b1, f64x2.sub(one, y)));
    const step = f64x2.div(newton, f64x2.sub(one, clipped(f64x2.mul(f64x2.mul(f64x2.splat(0.5), newton), slope))));
    x = v128.bitselect(x, f64x2.sub(y, step), done);
    done = v128.or(done, f64x2.le(f64x2.abs(step), f64x2.mul(f64x2.splat(4 * EPSILON), x)));
  }
  return v128.bitselect(f64x2.splat(NaN), x, failed);
}

/** Between -1/2 and 1/2; what is no number stays none. */
function clipped(x: v128): v128 {
  const half = f64x2.splat(0.5);
  const least = f64x2.splat(-0.5);
  return v128.bitselect(least, v128.bitselect(half, x, f64x2.gt(x, half)), f64x2.lt(x, least));
}

/** From the power laws at the two ends. */
function firstGuess(p: v128, a: f64, b: f64, low: f64, high: f64): v128 {
  const one = f64x2.splat(1);
  const sum = low + high;
  const left = expOfTwo(f64x2.div(logOfTwo(f64x2.mul(f64x2.splat(a * sum), p)), f64x2.splat(a)));
  const right = expOfTwo(f64x2.div(logOfTwo(f64x2.mul(f64x2.splat(b * sum), f64x2.sub(one, p))), f64x2.splat(b)));
  return v128.bitselect(left, f64x2.sub(one, right), f64x2.lt(p, f64x2.splat(low / sum)));
}

/** I_x(a, b), given ln x and ln(1 - x). */
function regularised(a: f64, b: f64, x: v128, l: v128, l1: v128, lnBeta: f64): v128 {
  const one = f64x2.splat(1);
  const complement = f64x2.sub(one, x);
  const lower = f64x2.lt(x, f64x2.splat(0.5));
  let lnX = l;
  let lnComplement = l1;
  if (!i64x2.all_true(lower)) {
    lnX = v128.bitselect(l, log1pOfTwo(f64x2.neg(complement)), lower);
    lnComplement = v128.bitselect(l1, logOfTwo(complement), lower);
  }
  const va = f64x2.splat(a);
  const vb = f64x2.splat(b);
  const exponent = f64x2.sub(f64x2.add(f64x2.mul(va, lnX), f64x2.mul(vb, lnComplement)), f64x2.splat(lnBeta));
  const front = expOfTwo(exponent);
  const quick = f64x2.lt(x, f64x2.splat((a + 1) / (a + b + 2)));
  const first = v128.bitselect(va, vb, quick);
  const second = v128.bitselect(vb, va, quick);
  const share = f64x2.div(f64x2.mul(front, fraction(first, second, v128.bitselect(x, complement, quick))), first);
  return v128.bitselect(share, f64x2.sub(one, share), quick);
}
