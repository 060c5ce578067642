import { address } from '../place';
import { square } from './tile';

/** Rows of Y that stay in the second cache meanwhile (252 KiB at 256 products). */
const ROWS = 126;

/**
 * C += X Y' for the tiles of 6 x 6 of C that reach its lower triangle. C is (n, n), its rows `stride` numbers apart, n a multiple of 6; X and Y
 * (n, depth) are packed. Every element adds its products in ascending order.
 */
export function rankUpdate(c: i32, stride: i32, x: i32, y: i32, n: i32, depth: i32): void {
  const row = address(stride);
  const panel = address(6 * depth);
  for (let j0 = 0; j0 < n; j0 += ROWS) {
    for (let i = j0; i < n; i += 6) {
      const last = min(j0 + ROWS, i + 6);
      let ys = address(y + j0 * depth);
      let tiles = address(c + i * stride + j0);
      for (let j = j0; j < last; j += 6, ys += panel, tiles += 48) square(tiles, row, address(x + i * depth), panel, ys);
    }
  }
}
