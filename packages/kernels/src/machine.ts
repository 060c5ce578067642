/**
 * The inner loops of solving over one memory of float64 numbers: in WebAssembly, or in plain TypeScript with the same bits. What is asked for
 * lies at a place, the index of its first number. Every element adds its products in ascending order.
 */
export interface SolveMachine {
  /** Packs the columns of a matrix (depth, n) in sixes, with zeros for those that lack in the last six. Its rows are `stride` numbers apart. */
  packColumns(a: number, stride: number, n: number, depth: number, out: number): void;
  /** Packs the rows of a matrix (n, depth) in sixes, with zeros for those that lack in the last six. Its rows are `stride` numbers apart. */
  packRows(a: number, stride: number, n: number, depth: number, out: number): void;
  /** Moves rows of n numbers to others, the first first. Strides count numbers. */
  moveRows(from: number, fromStride: number, to: number, toStride: number, n: number, rows: number): void;
  /** C += X Y' for the packed X (rows, depth) and Y (columns, depth). The rows of C are `stride` numbers apart; rows and columns are multiples of 6. */
  multiply(c: number, stride: number, x: number, rows: number, y: number, columns: number, depth: number): void;
  /**
   * C += X Y' for the tiles of 6 x 6 of C that reach its lower triangle. C is (n, n), its rows `stride` numbers apart, n a multiple of 6; X and Y
   * (n, depth) are packed.
   */
  rankUpdate(c: number, stride: number, x: number, y: number, n: number, depth: number): void;
  /** Adds to `out` how many numbers in each column of a matrix (depth, n) are not zero. */
  countActive(a: number, n: number, depth: number, out: number): void;
  /** `packColumns` of the columns that the n numbers at `columns` name, in their order. */
  packPicked(a: number, stride: number, columns: number, n: number, depth: number, out: number): void;
  /**
   * For every three of the packed columns (depth, n), n a multiple of 6: the products in which not all three are zero, as `activeUpdate` takes
   * them. They need `roomOfActive(depth)` numbers for each three.
   */
  packActive(packed: number, n: number, depth: number, out: number): void;
  /** As `rankUpdate`, with what `packActive` made of X in place of X: zeros are not added, which changes no bit of a sum that begins with zero. */
  activeUpdate(c: number, stride: number, active: number, y: number, n: number, depth: number): void;
  /** Puts the lower triangle of a symmetric matrix, in the order of the n numbers at `columns`, into the order of these numbers. */
  unpick(c: number, stride: number, columns: number, n: number, out: number): void;
  /** L of a square block of `width` columns, in place of its lower triangle; 0 where it is not positive definite in float64. */
  factorDiagonal(s: number, stride: number, width: number): number;
  /**
   * L of the `rows` rows (a multiple of 6) below a block that is factorised, in place, and packed with both signs. `s` is the place of the block,
   * `below` that of the rows in the same columns.
   */
  solvePanel(s: number, below: number, stride: number, rows: number, width: number, minus: number, plus: number): void;
  /** X with L X = B in place of B (rows, width), for a square block of L, width even. Products are taken out in ascending order. */
  forward(l: number, stride: number, x: number, width: number, rows: number): void;
  /** X with L' X = B likewise; products are taken out in descending order. */
  backward(l: number, stride: number, x: number, width: number, rows: number): void;
  /** Writes the lowest and the highest of `count` numbers (even, above 0) to `out`; 0 where one of them is not finite, else 1. */
  range(at: number, count: number, out: number): number;
  /** Currents (rows, stride) at points (rows, d): factor (encoders · point) + bias, encoders by columns (d, stride), stride a multiple of 4. */
  currents(points: number, rows: number, d: number, encoders: number, factors: number, bias: number, stride: number, out: number): void;
  /** Rates of leaky integrate-and-fire neurons, in place of their currents (rows, stride), stride a multiple of 4. */
  lifRates(at: number, rows: number, stride: number, tauRc: number, tauRef: number, amplitude: number): void;
}

/** How many numbers `packActive` needs for every three columns. */
export const roomOfActive = (depth: number): number => 4 * (depth + 1);

/**
 * Gives a computation a machine and the numbers of its memory, at least `count`, of any content, for itself until it returns; at least `least`
 * where there is no room for more. Default `count`.
 */
export type Lend = <T>(count: number, use: (machine: SolveMachine, numbers: Float64Array) => T, least?: number) => T;
