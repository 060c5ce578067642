import { items, real, word } from '../table/record';
import { splat, VECTOR } from '../table/lanes';

/** delta = factor error ⊗ pre. Words: delta, stride, error, stride, pre, stride, rows, columns, factor (real). */
export function pes<T>(at: usize): void {
  const factor = real<T>(at, 8);
  for (let item = 0; item < items; item++) {
    const delta = word(at, 0) + <usize>item * word(at, 1);
    outer<T>(delta, factor, word(at, 2) + <usize>item * word(at, 3), word(at, 4) + <usize>item * word(at, 5), word(at, 6), word(at, 7));
  }
}

/** delta = factor column ⊗ row, by rows. */
export function outer<T>(delta: usize, factor: T, column: usize, row: usize, rows: usize, columns: usize): void {
  const bytes = columns * sizeof<T>();
  const whole = bytes & ~(VECTOR - 1);
  for (let r: usize = 0; r < rows; r++, delta += bytes) {
    const x = factor * load<T>(column + r * sizeof<T>());
    const xs = splat<T>(x);
    for (let p: usize = 0; p < whole; p += VECTOR) v128.store(delta + p, v128.mul<T>(xs, v128.load(row + p)));
    for (let p = whole; p < bytes; p += sizeof<T>()) store<T>(delta + p, x * load<T>(row + p));
  }
}
