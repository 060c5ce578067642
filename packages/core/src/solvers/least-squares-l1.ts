import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { solverCount, solverFlag, solverNumber } from './solver-value.js';

/**
 * The elastic net (Zou and Hastie 2005), which sets many decoders to zero: minimises, for each target y,
 * |y - A x|^2 / (2 m) + l1 max(A) |x|_1 + l2 max(A)^2 |x|^2 / 2, for m evaluation points.
 * max(A) is the highest activity with its sign, which must be above 0: `ValidationError` when the network is built and it is not.
 */
export interface LeastSquaresL1 {
  readonly type: 'leastSquaresL1';
  readonly l1: number;
  readonly l2: number;
  /** Rounds over all neurons, for each target. */
  readonly maxIterations: number;
  /** Whether the connection gets full weights between neurons instead of decoders. */
  readonly weights: boolean;
}

export interface LeastSquaresL1Options {
  /** >= 0, default 1e-4. */
  readonly l1?: number;
  /** >= 0, default 1e-6. */
  readonly l2?: number;
  /** >= 1, default 1000. */
  readonly maxIterations?: number;
  /** Default false. */
  readonly weights?: boolean;
}

const names = optionNames<LeastSquaresL1Options>({ l1: true, l2: true, maxIterations: true, weights: true });

export function leastSquaresL1(options: LeastSquaresL1Options = {}): LeastSquaresL1 {
  const { l1 = 1e-4, l2 = 1e-6, maxIterations = 1000, weights = false } = knownOptions('leastSquaresL1', options, names, 'leastSquaresL1');
  return Object.freeze({
    type: 'leastSquaresL1',
    l1: solverNumber('leastSquaresL1', 'l1', l1, 'from 0'),
    l2: solverNumber('leastSquaresL1', 'l2', l2, 'from 0'),
    maxIterations: solverCount('leastSquaresL1', 'maxIterations', maxIterations, 1),
    weights: solverFlag('leastSquaresL1', weights),
  });
}
