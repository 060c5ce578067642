import { knownOptions } from '../definitions/known-options.js';
import { solverFlag } from './solver-value.js';

/** Least squares with decoders >= 0, for each target (Lawson and Hanson 1974). */
export interface NonNegative {
  readonly type: 'nonNegative';
  /** Whether the connection gets full weights between neurons instead of decoders. */
  readonly weights: boolean;
}

/** `weights`: default false. */
export function nonNegative(options: { readonly weights?: boolean } = {}): NonNegative {
  const { weights = false } = knownOptions('nonNegative', options, ['weights']);
  return Object.freeze({ type: 'nonNegative', weights: solverFlag('nonNegative', weights) });
}
