import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { solverFlag } from './solver-value.js';

/** Least squares with decoders >= 0, for each target (Lawson and Hanson 1974). */
export interface NonNegative {
  readonly type: 'nonNegative';
  /** Whether the connection gets full weights between neurons instead of decoders. */
  readonly weights: boolean;
}

export interface NonNegativeOptions {
  /** Default false. */
  readonly weights?: boolean;
}

const names = optionNames<NonNegativeOptions>({ weights: true });

export function nonNegative(options: NonNegativeOptions = {}): NonNegative {
  const { weights = false } = knownOptions('nonNegative', options, names, 'nonNegative');
  return Object.freeze({ type: 'nonNegative', weights: solverFlag('nonNegative', weights) });
}
