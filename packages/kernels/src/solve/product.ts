import type { Lend } from '../machine.js';
import { padded } from './symmetric.js';

/** Products worked on at once. */
const DEPTH = 256;

/** A row-major matrix, and whether it is meant with its axes exchanged. */
export interface Left {
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly transposed: boolean;
}

/** Rows of a result worked on at once: pages of memory that are touched first cost more than the product of many rows by a small matrix. */
const ROWS = 1024;

/** A B, or A'B, for B with `n` columns: (m, n), row-major, of finite numbers. Sums run in ascending order. */
export function product(left: Left, b: Float64Array, n: number, lend: Lend): Float64Array {
  const { values, rows, columns, transposed } = left;
  if (transposed || rows <= ROWS) return productOfRows(left, b, n, lend);
  const out = new Float64Array(rows * n);
  for (let from = 0; from < rows; from += ROWS) {
    const to = Math.min(rows, from + ROWS);
    const part = { values: values.subarray(from * columns, to * columns), rows: to - from, columns, transposed };
    out.set(productOfRows(part, b, n, lend), from * n);
  }
  return out;
}

function productOfRows({ values, rows, columns, transposed }: Left, b: Float64Array, n: number, lend: Lend): Float64Array {
  const [m, depth] = transposed ? [columns, rows] : [rows, columns];
  const [height, width] = [padded(m), padded(n)];
  const most = Math.min(DEPTH, depth);
  const source = height * width;
  const packedA = source + most * Math.max(m, n);
  const packedB = packedA + most * height;
  return lend(packedB + most * width, (machine, v) => {
    v.fill(0, 0, source);
    for (let from = 0; from < depth; from += DEPTH) {
      const to = Math.min(depth, from + DEPTH);
      const count = to - from;
      v.set(b.subarray(from * n, to * n), source);
      machine.packColumns(source, n, n, count, packedB);
      if (transposed) {
        v.set(values.subarray(from * m, to * m), source);
        machine.packColumns(source, m, m, count, packedA);
      } else {
        if (count === columns) v.set(values, source);
        else for (let i = 0; i < m; i++) v.set(values.subarray(i * columns + from, i * columns + to), source + i * count);
        machine.packRows(source, count, m, count, packedA);
      }
      machine.multiply(0, width, packedA, height, packedB, width, count);
    }
    machine.moveRows(0, width, 0, n, n, m);
    return v.slice(0, m * n);
  });
}
