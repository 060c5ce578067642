import { address } from '../place';
import { roomOfActive } from './active';
import { activeTile } from './active-tile';

/** Rows of Y that stay in the second cache meanwhile (252 KiB at 256 products). */
const ROWS = 126;

/** As `rankUpdate`, with the records of X in place of X: products in which X has only zeros are left out, which changes no bit of a sum. */
export function activeUpdate(c: i32, stride: i32, active: i32, y: i32, n: i32, depth: i32): void {
  const row = address(stride);
  const panel = address(6 * depth);
  const records = address(roomOfActive(depth));
  for (let j0 = 0; j0 < n; j0 += ROWS) {
    let list = address(active) + records * <usize>(j0 / 3);
    for (let i = j0; i < n; i += 3, list += records) {
      const last = min(j0 + ROWS, i - (i % 6) + 6);
      const end = load<usize>(list);
      let ys = address(y + j0 * depth);
      let tiles = address(c + i * stride + j0);
      for (let j = j0; j < last; j += 6, ys += panel, tiles += 48) activeTile(tiles, row, list + 32, end, ys);
    }
  }
}

/** Puts the lower triangle of a symmetric matrix, its rows and columns in the order of the list `columns`, into the order of their numbers. */
export function unpick(c: i32, stride: i32, columns: i32, n: i32, out: i32): void {
  for (let i = 0; i < n; i++) {
    const row = <i32>load<f64>(address(columns + i));
    for (let j = 0; j <= i; j++) {
      const column = <i32>load<f64>(address(columns + j));
      store<f64>(address(out + max(row, column) * stride + min(row, column)), load<f64>(address(c + i * stride + j)));
    }
  }
}
