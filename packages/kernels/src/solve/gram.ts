import type { SolveMachine } from '../machine.js';
import { roomOfActiveGram, writeActiveGram } from './active-gram.js';
import { clearLower, DEPTH, type Factor, padded, sizeOfGram } from './symmetric.js';

/** How many numbers `writeGram` needs: the matrix, some products as they lie in the factor, the same packed. */
export function leastRoomOfGram(factor: Factor): number {
  const n = sizeOfGram(factor);
  const stride = padded(n);
  return stride * stride + DEPTH * (n + stride);
}

/** How many it makes use of: more where zeros are left out. */
export const roomOfGram = (factor: Factor): number => Math.max(roomOfActiveGram(factor), leastRoomOfGram(factor));

/** A'A or AA' of finite numbers at place 0, in rows of `padded(n)`. Sums run in ascending order. */
export function writeGram(factor: Factor, machine: SolveMachine, numbers: Float64Array): void {
  const room = roomOfActiveGram(factor);
  if (room > 0 && numbers.length >= room && writeActiveGram(factor, machine, numbers)) return;
  const { values, rows, columns, of } = factor;
  const [n, products] = of === 'columns' ? [columns, rows] : [rows, columns];
  const stride = padded(n);
  const packed = stride * stride;
  const source = packed + DEPTH * stride;
  clearLower(numbers, 0, stride);
  for (let from = 0; from < products; from += DEPTH) {
    const to = Math.min(products, from + DEPTH);
    if (of === 'columns') {
      numbers.set(values.subarray(from * n, to * n), source);
      machine.packColumns(source, n, n, to - from, packed);
    } else {
      for (let i = 0; i < n; i++) numbers.set(values.subarray(i * columns + from, i * columns + to), source + i * (to - from));
      machine.packRows(source, to - from, n, to - from, packed);
    }
    machine.rankUpdate(0, stride, packed, packed, stride, to - from);
  }
}
