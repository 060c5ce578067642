import { items } from '../table/clock';
import { bits, splat, VECTOR } from '../table/lanes';
import { real, word } from '../table/record';
import { expm1 } from '../math/expm1';
import { log1p } from '../math/log1p';

/**
 * Leaky integrate-and-fire, exact for a current that is constant over the step. Words: current, out, voltage, refractory time, stride,
 * dt (real), then five arrays of a neuron each: expm1(-dt/tauRc), tauRc, tauRef, least voltage, amplitude/dt.
 */
export function lif<T>(at: usize): void {
  const stride = word(at, 4);
  for (let item = 0; item < items; item++) {
    const first = <usize>item * stride;
    if (sizeof<T>() == 4) lifFast(at, first, stride);
    else lifExact(at, first, stride);
  }
}

/** The bits of the reference: whole steps in lanes, what starts or ends within the step one by one. */
function lifExact(at: usize, first: usize, stride: usize): void {
  const current = word(at, 0) + first;
  const out = word(at, 1) + first;
  const voltage = word(at, 2) + first;
  const refractory = word(at, 3) + first;
  const dt = real<f64>(at, 5);
  const step = splat<f64>(dt);
  const none = splat<f64>(0);
  const one = splat<f64>(1);
  const silent = splat<f64>(-0.0);
  const wholes = word(at, 7);
  const tauRcs = word(at, 8);
  const tauRefs = word(at, 9);
  const leasts = word(at, 10);
  const heights = word(at, 11);
  for (let p: usize = 0; p < stride; p += VECTOR) {
    const j = v128.load(current + p);
    const waiting = f64x2.sub(v128.load(refractory + p), step);
    const free = f64x2.sub(step, waiting);
    // Free for the whole step, for none of it, or for a part.
    const isWhole = f64x2.ge(free, step);
    const isNone = f64x2.le(free, none);
    let k = v128.bitselect(v128.load(wholes + p), silent, isWhole);
    const partly = 3 & ~i64x2.bitmask(v128.or(isWhole, isNone));
    if (partly != 0) {
      if (partly & 1) k = f64x2.replace_lane(k, 0, expm1(-f64x2.extract_lane(free, 0) / load<f64>(tauRcs + p)));
      if (partly & 2) k = f64x2.replace_lane(k, 1, expm1(-f64x2.extract_lane(free, 1) / load<f64>(tauRcs + p, 8)));
    }
    const before = v128.load(voltage + p);
    const v = f64x2.sub(before, f64x2.mul(f64x2.sub(j, before), k));
    const fired = f64x2.gt(v, one);
    const least = v128.load(leasts + p);
    v128.store(voltage + p, v128.andnot(v128.bitselect(least, v, f64x2.lt(v, least)), fired));
    v128.store(out + p, v128.and(v128.load(heights + p), fired));
    v128.store(refractory + p, waiting);
    const mask = i64x2.bitmask(fired);
    if (mask != 0) {
      if (mask & 1) {
        const met = dt + load<f64>(tauRcs + p) * log1p(-(f64x2.extract_lane(v, 0) - 1) / (f64x2.extract_lane(j, 0) - 1));
        store<f64>(refractory + p, load<f64>(tauRefs + p) + met);
      }
      if (mask & 2) {
        const met = dt + load<f64>(tauRcs + p, 8) * log1p(-(f64x2.extract_lane(v, 1) - 1) / (f64x2.extract_lane(j, 1) - 1));
        store<f64>(refractory + p, load<f64>(tauRefs + p, 8) + met, 8);
      }
    }
  }
}

/** 1/2 … 1/6 as they follow each other in the series of exp and log. */
const SIXTH: f32 = 1.0 / 6.0;

/** In float32: parts of a step by a series (good to 1e-8 for dt below a tenth of tauRc), in all lanes at once. */
function lifFast(at: usize, first: usize, stride: usize): void {
  const current = word(at, 0) + first;
  const out = word(at, 1) + first;
  const voltage = word(at, 2) + first;
  const refractory = word(at, 3) + first;
  const dt = real<f32>(at, 5);
  const step = splat<f32>(dt);
  const none = splat<f32>(0);
  const one = splat<f32>(1);
  const wholes = word(at, 7);
  const tauRcs = word(at, 8);
  const tauRefs = word(at, 9);
  const leasts = word(at, 10);
  const heights = word(at, 11);
  for (let p: usize = 0; p < stride; p += VECTOR) {
    const j = v128.load(current + p);
    const waiting = f32x4.sub(v128.load(refractory + p), step);
    const free = f32x4.pmin(f32x4.pmax(f32x4.sub(step, waiting), none), step);
    const x = f32x4.div(free, v128.load(tauRcs + p));
    // -expm1(-x) = x (1 - x/2 (1 - x/3 (1 - x/4 (1 - x/5))))
    let k = f32x4.sub(one, f32x4.mul(x, splat<f32>(0.2)));
    k = f32x4.sub(one, f32x4.mul(f32x4.mul(x, splat<f32>(0.25)), k));
    k = f32x4.sub(one, f32x4.mul(f32x4.mul(x, splat<f32>(<f32>(1.0 / 3.0))), k));
    k = f32x4.sub(one, f32x4.mul(f32x4.mul(x, splat<f32>(0.5)), k));
    k = f32x4.mul(x, k);
    k = v128.bitselect(f32x4.neg(v128.load(wholes + p)), k, f32x4.ge(free, step));
    const before = v128.load(voltage + p);
    const v = f32x4.add(before, f32x4.mul(f32x4.sub(j, before), k));
    const fired = f32x4.gt(v, one);
    v128.store(voltage + p, v128.andnot(f32x4.pmax(v, v128.load(leasts + p)), fired));
    v128.store(out + p, v128.and(v128.load(heights + p), fired));
    if (bits<f32>(fired) == 0) v128.store(refractory + p, waiting);
    else {
      // log1p(-z) = -z (1 + z (1/2 + z (1/3 + …)))
      const z = f32x4.div(f32x4.sub(v, one), f32x4.sub(j, one));
      let s = f32x4.add(splat<f32>(0.2), f32x4.mul(z, splat<f32>(SIXTH)));
      s = f32x4.add(splat<f32>(0.25), f32x4.mul(z, s));
      s = f32x4.add(splat<f32>(<f32>(1.0 / 3.0)), f32x4.mul(z, s));
      s = f32x4.add(splat<f32>(0.5), f32x4.mul(z, s));
      s = f32x4.mul(z, f32x4.add(one, f32x4.mul(z, s)));
      const met = f32x4.sub(step, f32x4.mul(v128.load(tauRcs + p), s));
      v128.store(refractory + p, v128.bitselect(f32x4.add(v128.load(tauRefs + p), met), waiting, fired));
    }
  }
}
