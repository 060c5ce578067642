import type { Fields } from '../document/fields.js';
import { leastSquaresL2, type SolverRecord } from './solver.js';

/** Reads a solver of a document, through the function that makes it. */
export function readSolver(at: Fields): SolverRecord {
  at.oneOf('type', ['leastSquaresL2']);
  return leastSquaresL2({ reg: at.number('reg'), weights: at.boolean('weights') });
}
