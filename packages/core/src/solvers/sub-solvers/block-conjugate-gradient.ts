import { knownOptions } from '../../definitions/known-options.js';
import { optionNames } from '../../definitions/option-names.js';
import { solverNumber } from '../solver-value.js';

/**
 * Conjugate gradients for all targets at once (O'Leary 1980), which share what each learns of the system; from zero until every residual
 * of the normal equations is at most `tol` times the root of the number of points.
 */
export interface BlockConjugateGradient {
  readonly type: 'blockConjugateGradient';
  readonly tol: number;
}

export interface BlockConjugateGradientOptions {
  /** > 0, default 1e-2. */
  readonly tol?: number;
}

const names = optionNames<BlockConjugateGradientOptions>({ tol: true });

export function blockConjugateGradient(options: BlockConjugateGradientOptions = {}): BlockConjugateGradient {
  const { tol = 1e-2 } = knownOptions('blockConjugateGradient', options, names, 'blockConjugateGradient');
  return Object.freeze({
    type: 'blockConjugateGradient',
    tol: solverNumber('blockConjugateGradient', 'tol', tol, 'above 0'),
  });
}
