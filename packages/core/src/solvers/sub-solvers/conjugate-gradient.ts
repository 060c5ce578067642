import { knownOptions } from '../../definitions/known-options.js';
import { optionNames } from '../../definitions/option-names.js';
import { solverCount, solverNumber } from '../solver-value.js';

/**
 * Conjugate gradients on the normal equations (Hestenes and Stiefel 1952), one target after the other, from zero until the residual of
 * the normal equations is at most `tol` times the root of the number of points.
 */
export interface ConjugateGradient {
  readonly type: 'conjugateGradient';
  readonly tol: number;
  /** Steps for each target; null: as many as neurons. */
  readonly maxIterations: number | null;
}

export interface ConjugateGradientOptions {
  /** > 0, default 1e-2. */
  readonly tol?: number;
  /** Default null: as many as neurons. */
  readonly maxIterations?: number | null;
}

const names = optionNames<ConjugateGradientOptions>({ tol: true, maxIterations: true });

export function conjugateGradient(options: ConjugateGradientOptions = {}): ConjugateGradient {
  const { tol = 1e-2, maxIterations = null } = knownOptions('conjugateGradient', options, names, 'conjugateGradient');
  return Object.freeze({
    type: 'conjugateGradient',
    tol: solverNumber('conjugateGradient', 'tol', tol, 'above 0'),
    maxIterations: maxIterations === null ? null : solverCount('conjugateGradient', 'maxIterations', maxIterations, 1),
  });
}
