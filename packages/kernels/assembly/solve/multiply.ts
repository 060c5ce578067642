import { address } from '../place';
import { tile } from './tile';

/** C += X Y' for the packed X (rows, depth) and Y (columns, depth). The rows of C are `stride` numbers apart; rows and columns are multiples of 4. */
export function multiply(c: i32, stride: i32, x: i32, rows: i32, y: i32, columns: i32, depth: i32): void {
  const row = address(stride);
  const panel = <usize>depth << 5;
  let xs = address(x);
  let tiles = address(c);
  for (let i = 0; i < rows; i += 4, xs += panel, tiles += row << 2) {
    let ys = address(y);
    for (let j = 0; j < columns; j += 4, ys += panel) tile(tiles + address(j), row, xs, xs + panel, ys);
  }
}
