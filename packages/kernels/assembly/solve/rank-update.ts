import { address } from '../place';
import { tile } from './tile';

/** Rows of Y that stay in the second cache meanwhile (256 KiB at 256 products). */
const ROWS = 128;

/**
 * C += X Y' for the tiles of 4 x 4 of C that reach its lower triangle. C is (n, n), its rows `stride` numbers apart, n a multiple of 4; X and Y
 * (n, depth) are packed. Every element adds its products in ascending order.
 */
export function rankUpdate(c: i32, stride: i32, x: i32, y: i32, n: i32, depth: i32): void {
  const row = address(stride);
  const panel = <usize>depth << 5;
  for (let j0 = 0; j0 < n; j0 += ROWS) {
    for (let i = j0; i < n; i += 4) {
      const last = min(j0 + ROWS, i + 4);
      const xs = address(x) + <usize>(i >> 2) * panel;
      let ys = address(y) + <usize>(j0 >> 2) * panel;
      let tiles = address(c) + <usize>i * row + address(j0);
      for (let j = j0; j < last; j += 4, ys += panel, tiles += 32) tile(tiles, row, xs, xs + panel, ys);
    }
  }
}
