import { address } from '../place';

/** Moves rows of n numbers to others, the first first. Strides count numbers. */
export function moveRows(from: i32, fromStride: i32, to: i32, toStride: i32, n: i32, rows: i32): void {
  for (let i = 0; i < rows; i++) memory.copy(address(to + i * toStride), address(from + i * fromStride), address(n));
}
