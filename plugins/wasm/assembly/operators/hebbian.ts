import { items, real, word } from '../table/record';
import { splat, VECTOR } from '../table/lanes';
import { outer } from './learn';

/**
 * delta = factor (post (post - theta)) ⊗ pre. Words: delta, stride, post, theta, stride of both, pre, stride, rows, columns, room for a
 * column, factor (real).
 */
export function bcm<T>(at: usize): void {
  const stride = word(at, 4);
  const moved = word(at, 9);
  const factor = real<T>(at, 10);
  for (let item = 0; item < items; item++) {
    const post = word(at, 2) + <usize>item * stride;
    const theta = word(at, 3) + <usize>item * stride;
    for (let p: usize = 0; p < stride; p += VECTOR) {
      const y = v128.load(post + p);
      v128.store(moved + p, v128.mul<T>(y, v128.sub<T>(y, v128.load(theta + p))));
    }
    const pre = word(at, 5) + <usize>item * word(at, 6);
    outer<T>(word(at, 0) + <usize>item * word(at, 1), factor, moved, pre, word(at, 7), word(at, 8));
  }
}

/**
 * delta = factor (post ⊗ pre - beta post² weights). Words: delta, stride, post, stride, pre, stride, weights, stride, rows, columns, factor
 * (real), beta (real).
 */
export function oja<T>(at: usize): void {
  const factor = real<T>(at, 10);
  const beta = real<T>(at, 12);
  const rows = word(at, 8);
  for (let item = 0; item < items; item++) {
    const post = word(at, 2) + <usize>item * word(at, 3);
    const pre = word(at, 4) + <usize>item * word(at, 5);
    for (let r: usize = 0; r < rows; r++) {
      const y = load<T>(post + r * sizeof<T>());
      towards<T>(at, item, r, word(at, 9), factor, y, pre, beta * y * y, word(at, 6), word(at, 7));
    }
  }
}

/**
 * delta = factor signal (scale post ⊗ input - post encoders). Words: delta, stride, post, stride, input, stride, encoders, stride, rows,
 * columns, factor (real), signal, stride, scale of a row each.
 */
export function voja<T>(at: usize): void {
  const factor = real<T>(at, 10);
  const rows = word(at, 8);
  for (let item = 0; item < items; item++) {
    const rate = factor * load<T>(word(at, 12) + <usize>item * word(at, 13));
    const post = word(at, 2) + <usize>item * word(at, 3);
    const input = word(at, 4) + <usize>item * word(at, 5);
    for (let r: usize = 0; r < rows; r++) {
      const y = load<T>(post + r * sizeof<T>());
      towards<T>(at, item, r, word(at, 9), rate, load<T>(word(at, 14) + r * sizeof<T>()) * y, input, y, word(at, 6), word(at, 7));
    }
  }
}

/** Row r of delta = rate (gain x - loss weights). */
@inline
function towards<T>(at: usize, item: i32, r: usize, columns: usize, rate: T, gain: T, x: usize, loss: T, weights: usize, stride: usize): void {
  const bytes = columns * sizeof<T>();
  const whole = bytes & ~(VECTOR - 1);
  const delta = word(at, 0) + <usize>item * word(at, 1) + r * bytes;
  const row = weights + <usize>item * stride + r * bytes;
  const rates = splat<T>(rate);
  const gains = splat<T>(gain);
  const losses = splat<T>(loss);
  for (let p: usize = 0; p < whole; p += VECTOR) {
    const change = v128.sub<T>(v128.mul<T>(gains, v128.load(x + p)), v128.mul<T>(losses, v128.load(row + p)));
    v128.store(delta + p, v128.mul<T>(rates, change));
  }
  for (let p = whole; p < bytes; p += sizeof<T>()) store<T>(delta + p, rate * (gain * load<T>(x + p) - loss * load<T>(row + p)));
}
