import { knownOptions } from '../../definitions/known-options.js';
import { solverNumber } from '../solver-value.js';

/** LSMR (Fong and Saunders 2011) on A itself with damping; `tol` is relative to the sizes of A and of the targets. */
export interface Lsmr {
  readonly type: 'lsmr';
  readonly tol: number;
}

/** `tol`: > 0, default 1e-4. */
export function lsmr(options: { readonly tol?: number } = {}): Lsmr {
  const { tol = 1e-4 } = knownOptions('lsmr', options, ['tol']);
  return Object.freeze({ type: 'lsmr', tol: solverNumber('lsmr', 'tol', tol, 'above 0') });
}
