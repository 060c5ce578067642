import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { solverFlag, solverNumber } from './solver-value.js';

/**
 * Decoders >= 0 with L2 regularisation: non-negative least squares on the equations (A'A + m sigma^2 I) X = A'max(Y, 0) with
 * sigma = reg max(A), for m evaluation points. Negative targets count as 0.
 * max(A) is the highest activity with its sign. Where no activity is above 0 all decoders are 0.
 */
export interface NonNegativeL2 {
  readonly type: 'nonNegativeL2';
  /** Regularisation relative to the highest activity. */
  readonly reg: number;
  /** Whether the connection gets full weights between neurons instead of decoders. */
  readonly weights: boolean;
}

export interface NonNegativeL2Options {
  /** > 0, default 0.1. */
  readonly reg?: number;
  /** Default false. */
  readonly weights?: boolean;
}

const names = optionNames<NonNegativeL2Options>({ reg: true, weights: true });

export function nonNegativeL2(options: NonNegativeL2Options = {}): NonNegativeL2 {
  const { reg = 0.1, weights = false } = knownOptions('nonNegativeL2', options, names, 'nonNegativeL2');
  return Object.freeze({
    type: 'nonNegativeL2',
    reg: solverNumber('nonNegativeL2', 'reg', reg, 'above 0'),
    weights: solverFlag('nonNegativeL2', weights),
  });
}
