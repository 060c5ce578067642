import { solverNumber } from '../solver-value.js';

/** LSMR (Fong and Saunders 2011) on A itself with damping; `tol` is relative to the sizes of A and of the targets. */
export interface Lsmr {
  readonly type: 'lsmr';
  readonly tol: number;
}

/** `tol`: > 0, default 1e-4. */
export function lsmr({ tol = 1e-4 }: { readonly tol?: number } = {}): Lsmr {
  return Object.freeze({ type: 'lsmr', tol: solverNumber('lsmr', 'tol', tol, 'above 0') });
}
