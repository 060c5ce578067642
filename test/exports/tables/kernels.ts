import { plain } from '../row.js';
import type { Table } from '../table.js';

/** Every export of @rheobase/kernels. */
export const table: Table<typeof import('@rheobase/kernels')> = {
  addDiagonal: plain,
  addScaled: plain,
  betaQuantiles: plain,
  column: plain,
  dot: plain,
  exportedKernel: plain,
  exportedMemory: plain,
  fillUniform: plain,
  fromColumns: plain,
  fullOf: plain,
  moduleBytes: plain,
  orthonormalColumns: plain,
  placeOnSphere: plain,
  plainSolveKernels: plain,
  product: plain,
  shuffledNumbers: plain,
  singularValues: plain,
  solveKernels: plain,
  transpose: plain,
  transposedProduct: plain,
  tuneLeaky: plain,
};
