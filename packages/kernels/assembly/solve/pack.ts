import { address } from '../place';

/** Packs the columns of a matrix (depth, n) in sixes, with zeros for those that lack in the last six. Its rows are `stride` numbers apart. */
export function packColumns(a: i32, stride: i32, n: i32, depth: i32, out: i32): void {
  const whole = n - (n % 6);
  const panel = address(6 * depth);
  let row = a;
  let place = address(out);
  for (let k = 0; k < depth; k++, row += stride, place += 48) {
    let to = place;
    const end = address(row + whole);
    for (let at = address(row); at < end; at += 48, to += panel) {
      v128.store(to, v128.load(at));
      v128.store(to, v128.load(at, 16), 16);
      v128.store(to, v128.load(at, 32), 32);
    }
    if (whole < n) {
      for (let i = 0; i < 6; i++) store<f64>(to + address(i), whole + i < n ? load<f64>(end + address(i)) : 0);
    }
  }
}

/** Packs the rows of a matrix (n, depth) in sixes, with zeros for those that lack in the last six. Its rows are `stride` numbers apart. */
export function packRows(a: i32, stride: i32, n: i32, depth: i32, out: i32): void {
  let to = address(out);
  for (let i = 0; i < n; i += 6) {
    for (let k = 0; k < depth; k++) {
      for (let r = i; r < i + 6; r++, to += 8) store<f64>(to, r < n ? load<f64>(address(a + r * stride + k)) : 0);
    }
  }
}

/** Moves rows of n numbers to others, the first first. Strides count numbers. */
export function moveRows(from: i32, fromStride: i32, to: i32, toStride: i32, n: i32, rows: i32): void {
  for (let i = 0; i < rows; i++) memory.copy(address(to + i * toStride), address(from + i * fromStride), address(n));
}
