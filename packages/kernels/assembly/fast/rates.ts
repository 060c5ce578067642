import { items } from '../table/clock';
import { VECTOR } from '../table/lanes';
import { word } from '../table/record';
import { exp4 } from './exp';
import { log1p4 } from './log';
import { tanh4 } from './tanh';

// The rates of neurons/rates.ts in float32, with their words.

export function lifRate4(at: usize): void {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  for (let item = 0; item < items; item++) {
    const current = word(at, 0) + <usize>item * word(at, 2);
    const out = word(at, 1) + <usize>item * word(at, 2);
    for (let p: usize = 0; p < word(at, 2); p += VECTOR) {
      const above = f32x4.sub(v128.load(current + p), one);
      const active = f32x4.gt(above, zero);
      if (!v128.any_true(active)) {
        v128.store(out + p, zero);
        continue;
      }
      const time = f32x4.mul(v128.load(word(at, 4) + p), log1p4(f32x4.div(one, above)));
      const rate = f32x4.div(v128.load(word(at, 6) + p), f32x4.add(v128.load(word(at, 5) + p), time));
      v128.store(out + p, v128.and(rate, active));
    }
  }
}

/** Below, the smoothed current is the exponential itself. */
const FAINT: f32 = -15;
/** Above, it is what the current is above the threshold. */
const STRONG: f32 = 34;

export function softLif4(at: usize): void {
  const one = f32x4.splat(1);
  for (let item = 0; item < items; item++) {
    const current = word(at, 0) + <usize>item * word(at, 2);
    const out = word(at, 1) + <usize>item * word(at, 2);
    for (let p: usize = 0; p < word(at, 2); p += VECTOR) {
      const sigma = v128.load(word(at, 7) + p);
      const above = f32x4.sub(v128.load(current + p), one);
      const j = f32x4.div(above, sigma);
      const e = exp4(j);
      const z = v128.bitselect(above, f32x4.mul(sigma, log1p4(e)), f32x4.gt(j, f32x4.splat(STRONG)));
      // log(1 + 1 / z) is log(1 + z) - log(z)
      const faint = f32x4.sub(f32x4.sub(f32x4.mul(sigma, e), v128.load(word(at, 8) + p)), j);
      const time = v128.bitselect(faint, log1p4(f32x4.div(one, z)), f32x4.lt(j, f32x4.splat(FAINT)));
      const period = f32x4.add(v128.load(word(at, 5) + p), f32x4.mul(v128.load(word(at, 4) + p), time));
      v128.store(out + p, f32x4.div(v128.load(word(at, 6) + p), period));
    }
  }
}

export function sigmoid4(at: usize): void {
  const one = f32x4.splat(1);
  for (let item = 0; item < items; item++) {
    const current = word(at, 0) + <usize>item * word(at, 2);
    const out = word(at, 1) + <usize>item * word(at, 2);
    for (let p: usize = 0; p < word(at, 2); p += VECTOR) {
      const e = exp4(f32x4.neg(v128.load(current + p)));
      v128.store(out + p, f32x4.div(v128.load(word(at, 4) + p), f32x4.add(one, e)));
    }
  }
}

export function tanhRate4(at: usize): void {
  for (let item = 0; item < items; item++) {
    const current = word(at, 0) + <usize>item * word(at, 2);
    const out = word(at, 1) + <usize>item * word(at, 2);
    for (let p: usize = 0; p < word(at, 2); p += VECTOR) {
      v128.store(out + p, f32x4.div(tanh4(v128.load(current + p)), v128.load(word(at, 4) + p)));
    }
  }
}
