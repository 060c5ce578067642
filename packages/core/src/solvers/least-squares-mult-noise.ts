import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { solverFlag, solverNumber } from './solver-value.js';
import { cholesky } from './sub-solvers/cholesky.js';
import { needSubSolver, type SubSolverRecord } from './sub-solvers/sub-solver.js';

/**
 * Least squares on activities multiplied with 1 + noise N(0, 1), drawn from the connection's seed.
 * Of several exact solutions (fewer points than neurons, silent neurons) it is the smallest.
 */
export interface LeastSquaresMultNoise {
  readonly type: 'leastSquaresMultNoise';
  /** Standard deviation relative to each activity. */
  readonly noise: number;
  readonly solver: SubSolverRecord;
  /** Whether the connection gets full weights between neurons instead of decoders. */
  readonly weights: boolean;
}

export interface LeastSquaresMultNoiseOptions {
  /** > 0, default 0.1. */
  readonly noise?: number;
  /** Default `cholesky()`. */
  readonly solver?: SubSolverRecord;
  /** Default false. */
  readonly weights?: boolean;
}

const names = optionNames<LeastSquaresMultNoiseOptions>({ noise: true, solver: true, weights: true });

export function leastSquaresMultNoise(options: LeastSquaresMultNoiseOptions = {}): LeastSquaresMultNoise {
  const {
    noise = 0.1,
    solver = cholesky(),
    weights = false,
  } = knownOptions('leastSquaresMultNoise', options, names, 'leastSquaresMultNoise');
  return Object.freeze({
    type: 'leastSquaresMultNoise',
    noise: solverNumber('leastSquaresMultNoise', 'noise', noise, 'above 0'),
    solver: needSubSolver('leastSquaresMultNoise', solver),
    weights: solverFlag('leastSquaresMultNoise', weights),
  });
}
