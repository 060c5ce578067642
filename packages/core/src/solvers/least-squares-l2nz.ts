import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { solverFlag, solverNumber } from './solver-value.js';
import { cholesky } from './sub-solvers/cholesky.js';
import { needSubSolver, type SubSolverRecord } from './sub-solvers/sub-solver.js';

/**
 * As `leastSquaresL2`, with a sigma of its own for each neuron: reg max|A| times the root of the share of points at which the neuron's
 * activity is not 0. Neurons that are active at few points are regularised less; those that never are, by the largest sigma. Activities may
 * all be negative.
 */
export interface LeastSquaresL2nz {
  readonly type: 'leastSquaresL2nz';
  /** Regularisation relative to the largest size of an activity. */
  readonly reg: number;
  readonly solver: SubSolverRecord;
  /** Whether the connection gets full weights between neurons instead of decoders. */
  readonly weights: boolean;
}

export interface LeastSquaresL2nzOptions {
  /** > 0, default 0.1. */
  readonly reg?: number;
  /** Default `cholesky()`. */
  readonly solver?: SubSolverRecord;
  /** Default false. */
  readonly weights?: boolean;
}

const names = optionNames<LeastSquaresL2nzOptions>({ reg: true, solver: true, weights: true });

export function leastSquaresL2nz(options: LeastSquaresL2nzOptions = {}): LeastSquaresL2nz {
  const { reg = 0.1, solver = cholesky(), weights = false } = knownOptions('leastSquaresL2nz', options, names, 'leastSquaresL2nz');
  return Object.freeze({
    type: 'leastSquaresL2nz',
    reg: solverNumber('leastSquaresL2nz', 'reg', reg, 'above 0'),
    solver: needSubSolver('leastSquaresL2nz', solver),
    weights: solverFlag('leastSquaresL2nz', weights),
  });
}
