import { ValidationError } from '../errors.js';

/** Least squares with L2 regularisation: solves (A'A + m sigma^2 I) X = A'Y with sigma = reg max(A), for m evaluation points. */
export interface LeastSquaresL2 {
  readonly type: 'leastSquaresL2';
  /** Regularisation relative to the highest rate. */
  readonly reg: number;
  /** Whether the connection gets full weights between neurons instead of decoders. */
  readonly weights: boolean;
}

/** How decoders are found from activities and targets. */
export type SolverRecord = LeastSquaresL2;

/** Least squares with L2 regularisation `reg` (> 0, default 0.1). */
export function leastSquaresL2({ reg = 0.1, weights = false }: { readonly reg?: number; readonly weights?: boolean } = {}): LeastSquaresL2 {
  if (!(reg > 0 && Number.isFinite(reg))) {
    throw new ValidationError(`leastSquaresL2: reg must be finite and > 0, but ${reg} was given`, {
      code: 'invalid-parameter',
      object: 'leastSquaresL2',
      given: reg,
      allowed: 'finite, > 0',
    });
  }
  return Object.freeze({ type: 'leastSquaresL2', reg, weights });
}
