import type { Tensor } from '@rheobase/core';
import { type RandomStream, randomStream } from '@rheobase/math';
import { tensor } from 'rheobase';

/** A (rows, columns) matrix of values drawn one by one from `draw`, the same for the same seed. */
function randomMatrix(rows: number, columns: number, seed: number, draw: (stream: RandomStream) => number): Tensor {
  const stream = randomStream(seed);
  return tensor(
    [rows, columns],
    Float64Array.from({ length: rows * columns }, () => draw(stream)),
  );
}

/** Values uniform in [-bound, bound). */
export const uniformMatrix = (rows: number, columns: number, bound: number, seed: number): Tensor =>
  randomMatrix(rows, columns, seed, stream => (2 * stream.uniform() - 1) * bound);

/** Normal values of mean 0. */
export const normalMatrix = (rows: number, columns: number, deviation: number, seed: number): Tensor =>
  randomMatrix(rows, columns, seed, stream => stream.normal() * deviation);
