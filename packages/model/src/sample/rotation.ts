import type { RandomStream } from '@rheobase/math';
import { Matrix, QrDecomposition } from 'ml-matrix';

/**
 * A random orthogonal matrix (d, d), row-major, all equally likely: Q of the QR decomposition of a matrix of normal numbers, with the signs
 * of its columns so chosen that R has a positive diagonal (Mezzadri, "How to generate random matrices from the classical compact groups", 2007).
 */
export function randomRotation(d: number, random: RandomStream): Float64Array {
  const normal = new Matrix(d, d);
  for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) normal.set(i, j, random.normal());
  const decomposition = new QrDecomposition(normal);
  const [q, r] = [decomposition.orthogonalMatrix, decomposition.upperTriangularMatrix];
  return Float64Array.from({ length: d * d }, (_, at) => {
    const column = at % d;
    return r.get(column, column) < 0 ? -q.get((at - column) / d, column) : q.get((at - column) / d, column);
  });
}
