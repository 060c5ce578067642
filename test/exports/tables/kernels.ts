import { plain } from '../row.js';
import type { Table } from '../table.js';

/** Every export of @rheobase/kernels. */
export const table: Table<typeof import('@rheobase/kernels')> = {
  Machine: plain,
  addDiagonal: plain,
  addScaled: plain,
  betaQuantiles: plain,
  codes: plain,
  column: plain,
  compileModule: plain,
  compileSimulator: plain,
  dot: plain,
  fillUniform: plain,
  fromColumns: plain,
  fullOf: plain,
  machineOn: plain,
  moduleBytes: plain,
  placeOnSphere: plain,
  plainSolveKernels: plain,
  product: plain,
  shuffledNumbers: plain,
  solveKernels: plain,
  transpose: plain,
  transposedProduct: plain,
  tuneLeaky: plain,
};
