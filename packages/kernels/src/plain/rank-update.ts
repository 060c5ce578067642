import { tile } from './tile.js';

/** Rows of Y that stay in the second cache meanwhile. */
const ROWS = 126;

/** See `SolveMachine.rankUpdate`. */
export function rankUpdate(v: Float64Array, c: number, stride: number, x: number, y: number, n: number, depth: number): void {
  for (let j0 = 0; j0 < n; j0 += ROWS) {
    for (let i = j0; i < n; i += 6) {
      const last = Math.min(j0 + ROWS, i + 6);
      for (let j = j0; j < last; j += 6) tile(v, c + i * stride + j, stride, x + i * depth, y + j * depth, depth);
    }
  }
}

/** See `SolveMachine.multiply`. */
export function multiply(
  v: Float64Array,
  c: number,
  stride: number,
  x: number,
  rows: number,
  y: number,
  columns: number,
  depth: number,
): void {
  for (let i = 0; i < rows; i += 6) {
    for (let j = 0; j < columns; j += 6) tile(v, c + i * stride + j, stride, x + i * depth, y + j * depth, depth);
  }
}
