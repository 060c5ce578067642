import { product, type SingularValues, transposedProduct } from '@rheobase/kernels';
import type { Solve } from './solve.js';

/** Singular values below this share of the largest are rounding errors. */
export const ROUNDING = 1e-13;

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
