import { LifRate, Sigmoid, SoftLif, TanhRate } from './rate-formulas';
import { items, word } from '../table/record';
import { splat, VECTOR } from '../table/lanes';

/*
 * Words of all of them: 0 current, 1 out, 2 stride, 3 neurons, then arrays of a neuron each. Of lifRate and softLif: 4 tauRc, 5 tauRef,
 * 6 amplitude; of softLif also: 7 sigma, 8 log(sigma). Of relu: 4 amplitude; of sigmoid: 4 highest rate; of tanhRate: 4 tauRef.
 */

/** What a formula F gives for each neuron: in float64 one by one, with the bits of the reference, in float32 four by four. */
@inline
function each<T, F>(at: usize): void {
  const formula = changetype<F>(at);
  const stride = word(at, 2);
  const end = sizeof<T>() == 4 ? stride : word(at, 3) * sizeof<f64>();
  let current = word(at, 0);
  let out = word(at, 1);
  for (let item = 0; item < items; item++, current += stride, out += stride) {
    if (sizeof<T>() == 4) for (let p: usize = 0; p < end; p += VECTOR) v128.store(out + p, formula.four(v128.load(current + p), p));
    else for (let p: usize = 0; p < end; p += sizeof<f64>()) store<f64>(out + p, formula.one(load<f64>(current + p), p));
  }
}

export function lifRate<T>(at: usize): void {
  each<T, LifRate>(at);
}

export function softLif<T>(at: usize): void {
  each<T, SoftLif>(at);
}

export function sigmoid<T>(at: usize): void {
  each<T, Sigmoid>(at);
}

export function tanhRate<T>(at: usize): void {
  each<T, TanhRate>(at);
}

/** In vectors whatever the precision. */
export function relu<T>(at: usize): void {
  const stride = word(at, 2);
  const amplitudes = word(at, 4);
  const zero = splat<T>(<T>0);
  for (let item = 0; item < items; item++) {
    const current = word(at, 0) + <usize>item * stride;
    const out = word(at, 1) + <usize>item * stride;
    for (let p: usize = 0; p < stride; p += VECTOR) {
      v128.store(out + p, v128.mul<T>(v128.load(amplitudes + p), v128.max<T>(zero, v128.load(current + p))));
    }
  }
}
