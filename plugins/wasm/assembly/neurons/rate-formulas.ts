import { exp4, log1p4, tanh4 } from '../fast';
import { exp, log, log1p, tanh } from '../shared';
import { word } from '../table/record';

/*
 * The rate of one neuron in float64, of four in float32, by current. A formula is a record of the table seen as an object, so that one loop
 * takes all of them as a type, without a call for each neuron. Words as in rates.ts.
 */

/** What array k holds of the neuron at p. */
@inline
function one(record: usize, k: i32, p: usize): f64 {
  return load<f64>(word(record, k) + p);
}

/** The same of four neurons. */
@inline
function four(record: usize, k: i32, p: usize): v128 {
  return v128.load(word(record, k) + p);
}

@unmanaged
export class LifRate {
  @inline
  one(current: f64, p: usize): f64 {
    const at = changetype<usize>(this);
    const above = current - 1;
    const rate: f64 = above > 0 ? 1 / (one(at, 5, p) + one(at, 4, p) * log1p(1 / above)) : 0;
    return one(at, 6, p) * rate;
  }

  @inline
  four(current: v128, p: usize): v128 {
    const at = changetype<usize>(this);
    const unit = f32x4.splat(1);
    const above = f32x4.sub(current, unit);
    const active = f32x4.gt(above, f32x4.splat(0));
    if (!v128.any_true(active)) return f32x4.splat(0);
    const time = f32x4.mul(four(at, 4, p), log1p4(f32x4.div(unit, above)));
    return v128.and(f32x4.div(four(at, 6, p), f32x4.add(four(at, 5, p), time)), active);
  }
}

/** In float32, below, the smoothed current is the exponential itself. */
const FAINT: f32 = -15;
/** Above, it is what the current is above the threshold. */
const STRONG: f32 = 34;

@unmanaged
export class SoftLif {
  @inline
  one(current: f64, p: usize): f64 {
    const at = changetype<usize>(this);
    const sigma = one(at, 7, p);
    const above = current - 1;
    const j = above / sigma;
    // Where the smoothed current underflows, log(1 + 1 / z) is -j - log(sigma) to the last digit.
    const time = j < -600 ? -j - log(sigma) : log1p(1 / smoothed(above, sigma, j));
    return one(at, 6, p) * (1 / (one(at, 5, p) + one(at, 4, p) * time));
  }

  @inline
  four(current: v128, p: usize): v128 {
    const at = changetype<usize>(this);
    const unit = f32x4.splat(1);
    const sigma = four(at, 7, p);
    const above = f32x4.sub(current, unit);
    const j = f32x4.div(above, sigma);
    const e = exp4(j);
    const z = v128.bitselect(above, f32x4.mul(sigma, log1p4(e)), f32x4.gt(j, f32x4.splat(STRONG)));
    // log(1 + 1 / z) is log(1 + z) - log(z)
    const faint = f32x4.sub(f32x4.sub(f32x4.mul(sigma, e), four(at, 8, p)), j);
    const time = v128.bitselect(faint, log1p4(f32x4.div(unit, z)), f32x4.lt(j, f32x4.splat(FAINT)));
    return f32x4.div(four(at, 6, p), f32x4.add(four(at, 5, p), f32x4.mul(four(at, 4, p), time)));
  }
}

/** sigma log(1 + exp(j)) for j = x / sigma, without overflow. */
function smoothed(x: f64, sigma: f64, j: f64): f64 {
  return j > 34 ? x : j < -34 ? sigma * exp(j) : sigma * log1p(exp(j));
}

@unmanaged
export class Sigmoid {
  @inline
  one(current: f64, p: usize): f64 {
    return one(changetype<usize>(this), 4, p) / (1 + exp(-current));
  }

  @inline
  four(current: v128, p: usize): v128 {
    return f32x4.div(four(changetype<usize>(this), 4, p), f32x4.add(f32x4.splat(1), exp4(f32x4.neg(current))));
  }
}

@unmanaged
export class TanhRate {
  @inline
  one(current: f64, p: usize): f64 {
    return tanh(current) / one(changetype<usize>(this), 4, p);
  }

  @inline
  four(current: v128, p: usize): v128 {
    return f32x4.div(tanh4(current), four(changetype<usize>(this), 4, p));
  }
}
