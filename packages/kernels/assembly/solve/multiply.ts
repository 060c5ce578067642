import { address } from '../place';
import { square } from './tile';

/** C += X Y' for the packed X (rows, depth) and Y (columns, depth). The rows of C are `stride` numbers apart; rows and columns are multiples of 6. */
export function multiply(c: i32, stride: i32, x: i32, rows: i32, y: i32, columns: i32, depth: i32): void {
  const panel = address(6 * depth);
  for (let i = 0; i < rows; i += 6) {
    let ys = address(y);
    for (let j = 0; j < columns; j += 6, ys += panel) square(address(c + i * stride + j), address(stride), address(x + i * depth), panel, ys);
  }
}
