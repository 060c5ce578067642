import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { solverFlag, solverNumber } from './solver-value.js';
import { cholesky } from './sub-solvers/cholesky.js';
import { needSubSolver, type SubSolverRecord } from './sub-solvers/sub-solver.js';

/**
 * Least squares with L2 regularisation: solves (A'A + m sigma^2 I) X = A'Y with sigma = reg max(A), for m evaluation points.
 * max(A) is the highest activity with its sign, as in Nengo: where activities can be negative it may be far below their largest size.
 * `leastSquaresL2nz` scales by that size.
 */
export interface LeastSquaresL2 {
  readonly type: 'leastSquaresL2';
  /** Regularisation relative to the highest activity. */
  readonly reg: number;
  readonly solver: SubSolverRecord;
  /** Whether the connection gets full weights between neurons instead of decoders. */
  readonly weights: boolean;
}

export interface LeastSquaresL2Options {
  /** > 0, default 0.1. */
  readonly reg?: number;
  /** Default `cholesky()`. */
  readonly solver?: SubSolverRecord;
  /** Default false. */
  readonly weights?: boolean;
}

const names = optionNames<LeastSquaresL2Options>({ reg: true, solver: true, weights: true });

export function leastSquaresL2(options: LeastSquaresL2Options = {}): LeastSquaresL2 {
  const { reg = 0.1, solver = cholesky(), weights = false } = knownOptions('leastSquaresL2', options, names, 'leastSquaresL2');
  return Object.freeze({
    type: 'leastSquaresL2',
    reg: solverNumber('leastSquaresL2', 'reg', reg, 'above 0'),
    solver: needSubSolver('leastSquaresL2', solver),
    weights: solverFlag('leastSquaresL2', weights),
  });
}
