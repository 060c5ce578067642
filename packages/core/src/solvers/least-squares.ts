import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { solverFlag, solverFraction } from './solver-value.js';

/** Least squares by singular values, those below `rcond` times the largest dropped. */
export interface LeastSquares {
  readonly type: 'leastSquares';
  readonly rcond: number;
  /** Whether the connection gets full weights between neurons instead of decoders. */
  readonly weights: boolean;
}

export interface LeastSquaresOptions {
  /** From 0 to below 1, default 0.01. */
  readonly rcond?: number;
  /** Default false. */
  readonly weights?: boolean;
}

const names = optionNames<LeastSquaresOptions>({ rcond: true, weights: true });

export function leastSquares(options: LeastSquaresOptions = {}): LeastSquares {
  const { rcond = 0.01, weights = false } = knownOptions('leastSquares', options, names, 'leastSquares');
  return Object.freeze({
    type: 'leastSquares',
    rcond: solverFraction('leastSquares', 'rcond', rcond),
    weights: solverFlag('leastSquares', weights),
  });
}
