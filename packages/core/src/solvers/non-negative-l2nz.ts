import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { solverFlag, solverNumber } from './solver-value.js';

/**
 * As `nonNegativeL2`, with a sigma of its own for each neuron: reg max(A) times the root of the share of points at which the neuron's activity
 * is above 0; 1 for neurons whose activity never is.
 */
export interface NonNegativeL2nz {
  readonly type: 'nonNegativeL2nz';
  /** Regularisation relative to the highest activity. */
  readonly reg: number;
  /** Whether the connection gets full weights between neurons instead of decoders. */
  readonly weights: boolean;
}

export interface NonNegativeL2nzOptions {
  /** > 0, default 0.1. */
  readonly reg?: number;
  /** Default false. */
  readonly weights?: boolean;
}

const names = optionNames<NonNegativeL2nzOptions>({ reg: true, weights: true });

export function nonNegativeL2nz(options: NonNegativeL2nzOptions = {}): NonNegativeL2nz {
  const { reg = 0.1, weights = false } = knownOptions('nonNegativeL2nz', options, names, 'nonNegativeL2nz');
  return Object.freeze({
    type: 'nonNegativeL2nz',
    reg: solverNumber('nonNegativeL2nz', 'reg', reg, 'above 0'),
    weights: solverFlag('nonNegativeL2nz', weights),
  });
}
