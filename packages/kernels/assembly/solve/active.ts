import { address } from '../place';

/** Numbers of one record: where the product's six numbers of Y begin (bytes, as an integer), and three numbers of X. */
const RECORD = 4;

/** How many numbers the records of three columns take: how many there are, and the records. */
@inline
export function roomOfActive(depth: i32): i32 {
  return RECORD * (depth + 1);
}

/** Adds to `out` how many numbers in each column of a matrix (depth, n) are not zero. */
export function countActive(a: i32, n: i32, depth: i32, out: i32): void {
  const one = f64x2.splat(1);
  const none = f64x2.splat(0);
  const whole = address(n & ~1);
  let row = address(a);
  for (let k = 0; k < depth; k++, row += address(n)) {
    const to = address(out);
    for (let p: usize = 0; p < whole; p += 16) v128.store(to + p, f64x2.add(v128.load(to + p), v128.and(f64x2.ne(v128.load(row + p), none), one)));
    if (whole < address(n) && load<f64>(row + whole) != 0) store<f64>(to + whole, load<f64>(to + whole) + 1);
  }
}

/** Rows that stay in the first cache while all columns are picked from them. */
const ROWS = 16;

/** Packs columns of a matrix (depth, …) in sixes, in the order of the list `columns`, with zeros for those that lack in the last six. */
export function packPicked(a: i32, stride: i32, columns: i32, n: i32, depth: i32, out: i32): void {
  const row = address(stride);
  for (let from = 0; from < depth; from += ROWS) {
    const rows = min(ROWS, depth - from);
    for (let i = 0; i < n; i += 6) {
      for (let r = 0; r < 6; r++) {
        let to = address(out + i * depth + 6 * from + r);
        if (i + r < n) {
          let at = address(a + from * stride + <i32>load<f64>(address(columns + i + r)));
          for (let k = 0; k < rows; k++, at += row, to += 48) store<f64>(to, load<f64>(at));
        } else {
          for (let k = 0; k < rows; k++, to += 48) store<f64>(to, 0);
        }
      }
    }
  }
}

/** For every three of the packed columns (depth, n), n a multiple of 6: a record of each product in which not all three are zero. */
export function packActive(packed: i32, n: i32, depth: i32, out: i32): void {
  let list = address(out);
  for (let i = 0; i < n; i += 3, list += address(roomOfActive(depth))) {
    let x = address(packed + (i - (i % 6)) * depth + (i % 6));
    let at = list + address(RECORD);
    for (let k: usize = 0; k < <usize>depth; k++, x += 48) {
      const first = v128.load(x);
      const third = load<f64>(x, 16);
      v128.store(at, i64x2.splat(<i64>(48 * k)));
      v128.store(at, first, 8);
      store<f64>(at, third, 24);
      // Written in any case, kept where it counts: no branch to be guessed.
      if (v128.any_true(f64x2.ne(first, f64x2.splat(0))) || third != 0) at += address(RECORD);
    }
    store<usize>(list, at);
  }
}
