import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { solverFlag, solverNumber } from './solver-value.js';
import { cholesky } from './sub-solvers/cholesky.js';
import { needSubSolver, type SubSolverRecord } from './sub-solvers/sub-solver.js';

/**
 * Least squares on activities to which normal noise of standard deviation noise max|A| was added, drawn from the connection's seed.
 * Of several exact solutions (fewer points than neurons) it is the smallest.
 */
export interface LeastSquaresNoise {
  readonly type: 'leastSquaresNoise';
  /** Relative to the largest size of an activity. */
  readonly noise: number;
  readonly solver: SubSolverRecord;
  /** Whether the connection gets full weights between neurons instead of decoders. */
  readonly weights: boolean;
}

export interface LeastSquaresNoiseOptions {
  /** > 0, default 0.1. */
  readonly noise?: number;
  /** Default `cholesky()`. */
  readonly solver?: SubSolverRecord;
  /** Default false. */
  readonly weights?: boolean;
}

const names = optionNames<LeastSquaresNoiseOptions>({ noise: true, solver: true, weights: true });

export function leastSquaresNoise(options: LeastSquaresNoiseOptions = {}): LeastSquaresNoise {
  const { noise = 0.1, solver = cholesky(), weights = false } = knownOptions('leastSquaresNoise', options, names, 'leastSquaresNoise');
  return Object.freeze({
    type: 'leastSquaresNoise',
    noise: solverNumber('leastSquaresNoise', 'noise', noise, 'above 0'),
    solver: needSubSolver('leastSquaresNoise', solver),
    weights: solverFlag('leastSquaresNoise', weights),
  });
}
