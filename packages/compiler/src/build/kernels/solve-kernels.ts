import { rankUpdate } from './rank-update.js';

/**
 * The inner loop of decoder solving, in one place so that faster code can stand in for it. Every element sums its products in ascending
 * order, so that the bits do not depend on who computes them.
 */
export interface SolveKernels {
  /**
   * C += X Y' for a part of a symmetric matrix, its lower triangle (whole tiles of 4 x 4 are written, so some elements above the diagonal
   * change too). X and Y are (n, k) row-major, n a multiple of 4. Element (0, 0) of the part is at `first`, its rows are `stride` apart.
   */
  rankUpdate(c: Float64Array, first: number, stride: number, x: Float64Array, y: Float64Array, n: number, k: number): void;
}

/** In plain JavaScript. */
export const plainKernels: SolveKernels = { rankUpdate };
