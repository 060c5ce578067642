import { plain } from '../row.js';
import type { Table } from '../table.js';

/** Every export of @rheobase/math. */
export const table: Table<typeof import('@rheobase/math')> = {
  cos: plain,
  exp: plain,
  expm1: plain,
  hashSeed: plain,
  incompleteBeta: plain,
  inverseIncompleteBeta: plain,
  log: plain,
  log1p: plain,
  logBeta: plain,
  logGamma: plain,
  neumaierSum: plain,
  nextDown: plain,
  poisson: plain,
  pow: plain,
  randomStream: plain,
  roundHalfEven: plain,
  seedStoredStream: plain,
  sigmoid: plain,
  sin: plain,
  solveLinear: plain,
  softplus: plain,
  storedStreamSize: plain,
  tanh: plain,
  withStoredStream: plain,
};
