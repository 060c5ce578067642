import { product, transposedProduct } from '@rheobase/kernels';
import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import type { Activities, Solve } from './solve.js';

/** A = U diag(s) V': `u` is (points, rank), `v` (neurons, rank), both row-major, s in falling order. */
export interface SingularValues {
  readonly u: Float64Array;
  readonly s: Float64Array;
  readonly v: Float64Array;
}

/** Singular values below this share of the largest are rounding errors. */
export const ROUNDING = 1e-13;

export const matrixOf = (values: Float64Array, rows: number, columns: number): Matrix =>
  new Matrix(Array.from({ length: rows }, (_, r) => Array.from(values.subarray(r * columns, (r + 1) * columns))));

/** The first columns of a matrix, row-major. */
export function valuesOf(matrix: Matrix, columns: number): Float64Array {
  const out = new Float64Array(matrix.rows * columns);
  for (let r = 0; r < matrix.rows; r++) for (let c = 0; c < columns; c++) out[r * columns + c] = matrix.get(r, c);
  return out;
}

export function singularValues({ values, points, neurons }: Activities): SingularValues {
  const found = new SingularValueDecomposition(matrixOf(values, points, neurons), { autoTranspose: true });
  const rank = Math.min(points, neurons);
  return {
    u: valuesOf(found.leftSingularVectors, rank),
    s: Float64Array.from(found.diagonal.slice(0, rank)),
    v: valuesOf(found.rightSingularVectors, rank),
  };
}

/** X = V s / (s^2 + ridge) U'Y; singular values up to `dropped` times the largest count as zero. */
export function solveSingular({ u, s, v }: SingularValues, points: number, ridge: number, dropped: number): Solve {
  const rank = s.length;
  const least = dropped * (s[0] ?? 0);
  const factors = s.map(x => (x > least ? x / (x * x + ridge) : 0));
  return (y, k) => {
    const seen = transposedProduct(u, y, points, rank, k);
    for (let i = 0; i < seen.length; i++) seen[i] = (seen[i] ?? 0) * (factors[Math.floor(i / k)] ?? 0);
    return product(v, seen, v.length / rank, rank, k);
  };
}
