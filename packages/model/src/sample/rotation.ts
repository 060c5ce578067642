import { orthonormalColumns } from '@rheobase/kernels';
import type { RandomStream } from '@rheobase/math';

/**
 * A random orthogonal matrix (d, d), row-major, all equally likely: Q of the QR decomposition of a matrix of normal numbers, with the signs
 * of its columns so chosen that R has a positive diagonal (Mezzadri, "How to generate random matrices from the classical compact groups", 2007).
 */
export function randomRotation(d: number, random: RandomStream): Float64Array {
  const { q, diagonal } = orthonormalColumns(
    new Float64Array(d * d).map(() => random.normal()),
    d,
    d,
  );
  return q.map((value, at) => ((diagonal[at % d] ?? 0) < 0 ? -value : value));
}
