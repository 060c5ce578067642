import { items, word } from '../table/record';
import { splat, VECTOR } from '../table/lanes';
import { outer } from './learn';
import { inLanes, inOrder } from './weigh';

/**
 * Recursive least squares: the inverse of the correlations of what comes in is kept, and the error spread by it. Words: delta, stride, error,
 * stride, pre, stride, inverse, stride, rows, columns, room for a row.
 */
export function rls<T>(at: usize): void {
  const n = word(at, 9);
  const r = word(at, 10);
  const bytes = n * sizeof<T>();
  const whole = bytes & ~(VECTOR - 1);
  for (let item = 0; item < items; item++) {
    const a = word(at, 4) + <usize>item * word(at, 5);
    const inverse = word(at, 6) + <usize>item * word(at, 7);
    products<T>(inverse, a, r, n);
    const q: T = <T>1 / (<T>1 + inOrder<T>(a, r, n));
    let row = inverse;
    for (let i: usize = 0; i < bytes; i += sizeof<T>(), row += bytes) {
      const x = q * load<T>(r + i);
      const xs = splat<T>(x);
      for (let p: usize = 0; p < whole; p += VECTOR) {
        v128.store(row + p, v128.sub<T>(v128.load(row + p), v128.mul<T>(xs, v128.load(r + p))));
      }
      for (let p = whole; p < bytes; p += sizeof<T>()) store<T>(row + p, load<T>(row + p) - x * load<T>(r + p));
    }
    outer<T>(word(at, 0) + <usize>item * word(at, 1), -q, word(at, 2) + <usize>item * word(at, 3), r, word(at, 8), n);
  }
}

/** r = matrix a, by rows, each sum in ascending order in float64; four rows at a time, so that no sum waits for itself alone. */
function products<T>(matrix: usize, a: usize, r: usize, n: usize): void {
  const bytes = n * sizeof<T>();
  let i: usize = 0;
  if (sizeof<T>() == 8) {
    for (; i + 4 <= n; i += 4) {
      const m = matrix + i * bytes;
      let s0: f64 = 0;
      let s1: f64 = 0;
      let s2: f64 = 0;
      let s3: f64 = 0;
      for (let p: usize = 0; p < bytes; p += 8) {
        const x = load<f64>(a + p);
        s0 += load<f64>(m + p) * x;
        s1 += load<f64>(m + bytes + p) * x;
        s2 += load<f64>(m + 2 * bytes + p) * x;
        s3 += load<f64>(m + 3 * bytes + p) * x;
      }
      const to = r + (i << 3);
      store<f64>(to, s0);
      store<f64>(to, s1, 8);
      store<f64>(to, s2, 16);
      store<f64>(to, s3, 24);
    }
  }
  for (; i < n; i++) {
    const row = matrix + i * bytes;
    store<T>(r + i * sizeof<T>(), sizeof<T>() == 4 ? inLanes<T>(row, a, n) : inOrder<T>(row, a, n));
  }
}
