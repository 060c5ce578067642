import { column, fromColumns } from '../solve/matrices.js';
import { reflect, reflectorOf, zeros } from './reflection.js';

/**
 * Q of the QR decomposition of a row-major matrix (rows, columns), rows >= columns, by Householder reflections: its columns span the same
 * spaces and are orthonormal. `diagonal` is that of R. Golub and Van Loan, Matrix Computations, 5.2.
 */
export function orthonormalColumns(
  values: Float64Array,
  rows: number,
  columns: number,
): { readonly q: Float64Array; readonly diagonal: Float64Array } {
  const reflectors = Array.from({ length: columns }, (_, j) => column(values, columns, j));
  const diagonal = Float64Array.from(reflectors, (reflector, k) => {
    const left = reflectorOf(reflector, k);
    if (left !== 0) for (let j = k + 1; j < columns; j++) reflect(reflectors[j]!, reflector, k);
    return left;
  });
  const q = zeros(columns, rows);
  for (let k = columns - 1; k >= 0; k--) {
    q[k]![k] = 1;
    if (reflectors[k]![k] !== 0) for (let j = k; j < columns; j++) reflect(q[j]!, reflectors[k]!, k);
  }
  return { q: fromColumns(q, rows), diagonal };
}
