import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { leastSquaresL2 } from './least-squares-l2.js';
import { type LinearSolver, needLinearSolver } from './linear-solver.js';
import { solverFlag, solverFraction } from './solver-value.js';

/**
 * Sparse decoders in two rounds: `solver1` finds all, the share `drop` of smallest magnitude is set to zero, and `solver2` finds those of
 * each target again for the neurons that are left to it.
 */
export interface LeastSquaresDrop {
  readonly type: 'leastSquaresDrop';
  readonly drop: number;
  readonly solver1: LinearSolver;
  readonly solver2: LinearSolver;
  /** Whether the connection gets full weights between neurons instead of decoders. */
  readonly weights: boolean;
}

export interface LeastSquaresDropOptions {
  /** From 0 to below 1, default 0.25. */
  readonly drop?: number;
  /** Default `leastSquaresL2({ reg: 0.001 })`. */
  readonly solver1?: LinearSolver;
  /** Default `leastSquaresL2({ reg: 0.1 })`. */
  readonly solver2?: LinearSolver;
  /** Default false. */
  readonly weights?: boolean;
}

const names = optionNames<LeastSquaresDropOptions>({ drop: true, solver1: true, solver2: true, weights: true });

export function leastSquaresDrop(options: LeastSquaresDropOptions = {}): LeastSquaresDrop {
  const {
    drop = 0.25,
    solver1 = leastSquaresL2({ reg: 0.001 }),
    solver2 = leastSquaresL2(),
    weights = false,
  } = knownOptions('leastSquaresDrop', options, names, 'leastSquaresDrop');
  return Object.freeze({
    type: 'leastSquaresDrop',
    drop: solverFraction('leastSquaresDrop', 'drop', drop),
    solver1: needLinearSolver('leastSquaresDrop', 'solver1', solver1),
    solver2: needLinearSolver('leastSquaresDrop', 'solver2', solver2),
    weights: solverFlag('leastSquaresDrop', weights),
  });
}
