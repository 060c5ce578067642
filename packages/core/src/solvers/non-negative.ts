import { solverFlag } from './solver-value.js';

/** Least squares with decoders >= 0, for each target (Lawson and Hanson 1974). */
export interface NonNegative {
  readonly type: 'nonNegative';
  /** Whether the connection gets full weights between neurons instead of decoders. */
  readonly weights: boolean;
}

/** `weights`: default false. */
export const nonNegative = ({ weights = false }: { readonly weights?: boolean } = {}): NonNegative =>
  Object.freeze({ type: 'nonNegative', weights: solverFlag('nonNegative', weights) });
