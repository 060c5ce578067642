import { items, word } from '../table/record';
import { count, countOf, eventsOf, LIST } from './events';

/** out = matrix in, by rows: `starts[r]` is where the entries of row r begin. Words: in, stride, out, stride, rows, starts, columns, values. */
export function sparseRows<T>(at: usize): void {
  const rows = <i32>word(at, 4);
  const starts = word(at, 5);
  const columns = word(at, 6);
  const values = word(at, 7);
  let x = word(at, 0);
  let y = word(at, 2);
  for (let item = 0; item < items; item++, x += word(at, 1), y += word(at, 3)) {
    let k = <usize>load<u32>(starts);
    for (let r = 0; r < rows; r++) {
      const end = <usize>load<u32>(starts + (<usize>r << 2), 4);
      let sum: T = 0;
      for (; k < end; k++) sum += load<T>(values + k * sizeof<T>()) * load<T>(x + <usize>load<u32>(columns + (k << 2)) * sizeof<T>());
      store<T>(y + <usize>r * sizeof<T>(), sum);
    }
  }
}

/**
 * The same by columns, from what is not zero alone: each is spread over the rows it reaches. Words: in, stride, out, stride, elements in,
 * starts, rows (as bytes from the first), values, lists of events, their stride, room for what is counted.
 */
export function sparseEvents<T>(at: usize): void {
  const n = <i32>word(at, 4);
  const starts = word(at, 5);
  const rows = word(at, 6);
  const values = word(at, 7);
  let x = word(at, 0);
  let y = word(at, 2);
  for (let item = 0; item < items; item++, x += word(at, 1), y += word(at, 3)) {
    memory.fill(y, 0, word(at, 3));
    const list = eventsOf<T>(x, n, word(at, 8), word(at, 9), item);
    const events = countOf(list);
    count(word(at, 10), events, false);
    for (let e = 0; e < events; e++) {
      const column = <usize>load<u32>(list + (<usize>e << 2), LIST);
      const value = load<T>(x + column * sizeof<T>());
      const end = <usize>load<u32>(starts + (column << 2), 4);
      for (let k = <usize>load<u32>(starts + (column << 2)); k < end; k++) {
        const p = y + <usize>load<u32>(rows + (k << 2));
        store<T>(p, load<T>(p) + load<T>(values + k * sizeof<T>()) * value);
      }
    }
  }
}
