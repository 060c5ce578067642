import { plain } from '../row.js';
import type { Table } from '../table.js';

/** Every export of @rheobase/kernels. */
export const table: Table<typeof import('@rheobase/kernels')> = {
  Machine: plain,
  addDiagonal: plain,
  betaQuantiles: plain,
  codes: plain,
  compileModule: plain,
  compileSimulator: plain,
  fillUniform: plain,
  fullOf: plain,
  machineOn: plain,
  moduleBytes: plain,
  placeOnSphere: plain,
  plainSolveKernels: plain,
  shuffledNumbers: plain,
  solveKernels: plain,
  tuneLeaky: plain,
};
