import { lifRate4, sigmoid4, softLif4, tanhRate4 } from '../fast/rates';
import { exp } from '../math/exp';
import { tanh } from '../math/hyperbolic';
import { log } from '../math/log';
import { log1p } from '../math/log1p';
import { items } from '../table/clock';
import { splat, VECTOR } from '../table/lanes';
import { word } from '../table/record';

// Words of all of them: current, out, stride, neurons, then arrays of a neuron each. In float64 one by one, with the bits of the reference.

/** Rates of LIF neurons. Arrays: tauRc, tauRef, amplitude. */
export function lifRate<T>(at: usize): void {
  if (sizeof<T>() == 4) {
    lifRate4(at);
    return;
  }
  const end = word(at, 3) * 8;
  for (let item = 0; item < items; item++) {
    const current = word(at, 0) + <usize>item * word(at, 2);
    const out = word(at, 1) + <usize>item * word(at, 2);
    for (let p: usize = 0; p < end; p += 8) {
      const above = load<f64>(current + p) - 1;
      const tauRc = load<f64>(word(at, 4) + p);
      const tauRef = load<f64>(word(at, 5) + p);
      const rate: f64 = above > 0 ? 1 / (tauRef + tauRc * log1p(1 / above)) : 0;
      store<f64>(out + p, load<f64>(word(at, 6) + p) * rate);
    }
  }
}

/** Rates of LIF neurons with a smooth threshold. Arrays: tauRc, tauRef, amplitude, sigma, log(sigma). */
export function softLif<T>(at: usize): void {
  if (sizeof<T>() == 4) {
    softLif4(at);
    return;
  }
  const end = word(at, 3) * 8;
  for (let item = 0; item < items; item++) {
    const current = word(at, 0) + <usize>item * word(at, 2);
    const out = word(at, 1) + <usize>item * word(at, 2);
    for (let p: usize = 0; p < end; p += 8) {
      const tauRc = load<f64>(word(at, 4) + p);
      const tauRef = load<f64>(word(at, 5) + p);
      const sigma = load<f64>(word(at, 7) + p);
      const above = load<f64>(current + p) - 1;
      const j = above / sigma;
      // Where the smoothed current underflows, log(1 + 1 / z) is -j - log(sigma) to the last digit.
      const time = j < -600 ? -j - log(sigma) : log1p(1 / smoothed(above, sigma, j));
      store<f64>(out + p, load<f64>(word(at, 6) + p) * (1 / (tauRef + tauRc * time)));
    }
  }
}

/** sigma log(1 + exp(j)) for j = x / sigma, without overflow. */
function smoothed(x: f64, sigma: f64, j: f64): f64 {
  return j > 34 ? x : j < -34 ? sigma * exp(j) : sigma * log1p(exp(j));
}

/** Array: amplitude. */
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

/** Array: highest rate. */
export function sigmoid<T>(at: usize): void {
  if (sizeof<T>() == 4) {
    sigmoid4(at);
    return;
  }
  const end = word(at, 3) * 8;
  for (let item = 0; item < items; item++) {
    const current = word(at, 0) + <usize>item * word(at, 2);
    const out = word(at, 1) + <usize>item * word(at, 2);
    for (let p: usize = 0; p < end; p += 8) {
      store<f64>(out + p, load<f64>(word(at, 4) + p) / (1 + exp(-load<f64>(current + p))));
    }
  }
}

/** Array: tauRef. */
export function tanhRate<T>(at: usize): void {
  if (sizeof<T>() == 4) {
    tanhRate4(at);
    return;
  }
  const end = word(at, 3) * 8;
  for (let item = 0; item < items; item++) {
    const current = word(at, 0) + <usize>item * word(at, 2);
    const out = word(at, 1) + <usize>item * word(at, 2);
    for (let p: usize = 0; p < end; p += 8) {
      store<f64>(out + p, tanh(load<f64>(current + p)) / load<f64>(word(at, 4) + p));
    }
  }
}
