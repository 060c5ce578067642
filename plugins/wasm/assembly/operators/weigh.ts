import { items, word } from '../table/record';
import { VECTOR } from '../table/lanes';
import { count, countOf, eventsOf, LIST } from './events';

/**
 * out = weights in, with weights by rows that change while it runs, of each item its own. Words: in, stride, out, stride, weights, stride,
 * rows, columns.
 */
export function weigh<T>(at: usize): void {
  const rows = word(at, 6);
  const columns = word(at, 7);
  for (let item = 0; item < items; item++) {
    const x = word(at, 0) + <usize>item * word(at, 1);
    const y = word(at, 2) + <usize>item * word(at, 3);
    const weights = word(at, 4) + <usize>item * word(at, 5);
    for (let r: usize = 0; r < rows; r++) {
      const row = weights + r * columns * sizeof<T>();
      store<T>(y + r * sizeof<T>(), sizeof<T>() == 4 ? inLanes<T>(row, x, columns) : inOrder<T>(row, x, columns));
    }
  }
}

/** As `weigh`, from what is not zero alone. Words: those of `weigh`, then lists of events, their stride, and room for what is counted. */
export function weighEvents<T>(at: usize): void {
  const rows = word(at, 6);
  const columns = word(at, 7);
  for (let item = 0; item < items; item++) {
    const x = word(at, 0) + <usize>item * word(at, 1);
    const y = word(at, 2) + <usize>item * word(at, 3);
    const weights = word(at, 4) + <usize>item * word(at, 5);
    const list = eventsOf<T>(x, <i32>columns, word(at, 8), word(at, 9), item);
    const events = countOf(list);
    const begin = list + LIST;
    const end = begin + (<usize>events << 2);
    count(word(at, 10), events, false);
    for (let r: usize = 0; r < rows; r++) {
      const row = weights + r * columns * sizeof<T>();
      let sum: T = 0;
      for (let p = begin; p < end; p += 4) {
        const column = <usize>load<u32>(p) * sizeof<T>();
        sum += load<T>(row + column) * load<T>(x + column);
      }
      store<T>(y + r * sizeof<T>(), sum);
    }
  }
}

/** The sum of n products in ascending order. */
export function inOrder<T>(m: usize, x: usize, n: usize): T {
  let sum: T = 0;
  for (let p: usize = 0; p < n * sizeof<T>(); p += sizeof<T>()) sum += load<T>(m + p) * load<T>(x + p);
  return sum;
}

/** In four partial sums: not in ascending order, so for float32 alone. */
export function inLanes<T>(m: usize, x: usize, n: usize): T {
  const whole = (n & ~3) << 2;
  let sums = f32x4.splat(0);
  for (let p: usize = 0; p < whole; p += VECTOR) sums = f32x4.add(sums, f32x4.mul(v128.load(m + p), v128.load(x + p)));
  let sum = f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1) + (f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3));
  for (let p = whole; p < n << 2; p += 4) sum += load<f32>(m + p) * load<f32>(x + p);
  return <T>sum;
}
