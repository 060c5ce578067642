import { knownOptions } from '../../definitions/known-options.js';
import { optionNames } from '../../definitions/option-names.js';
import { solverNumber } from '../solver-value.js';

/** LSMR (Fong and Saunders 2011) on A itself with damping; `tol` is relative to the sizes of A and of the targets. */
export interface Lsmr {
  readonly type: 'lsmr';
  readonly tol: number;
}

export interface LsmrOptions {
  /** > 0, default 1e-4. */
  readonly tol?: number;
}

const names = optionNames<LsmrOptions>({ tol: true });

export function lsmr(options: LsmrOptions = {}): Lsmr {
  const { tol = 1e-4 } = knownOptions('lsmr', options, names, 'lsmr');
  return Object.freeze({ type: 'lsmr', tol: solverNumber('lsmr', 'tol', tol, 'above 0') });
}
