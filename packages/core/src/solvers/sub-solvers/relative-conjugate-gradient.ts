import { knownOptions } from '../../definitions/known-options.js';
import { optionNames } from '../../definitions/option-names.js';
import { solverNumber } from '../solver-value.js';

/**
 * Conjugate gradients as `conjugateGradient`, until the residual of the normal equations is at most max(`tol` |A'y|, `atol`) for each
 * target y, which is how scipy's `cg` stops. At most 10 steps a neuron.
 */
export interface RelativeConjugateGradient {
  readonly type: 'relativeConjugateGradient';
  readonly tol: number;
  readonly atol: number;
}

export interface RelativeConjugateGradientOptions {
  /** > 0, default 1e-4. */
  readonly tol?: number;
  /** >= 0, default 1e-8. */
  readonly atol?: number;
}

const names = optionNames<RelativeConjugateGradientOptions>({ tol: true, atol: true });

export function relativeConjugateGradient(options: RelativeConjugateGradientOptions = {}): RelativeConjugateGradient {
  const { tol = 1e-4, atol = 1e-8 } = knownOptions('relativeConjugateGradient', options, names, 'relativeConjugateGradient');
  return Object.freeze({
    type: 'relativeConjugateGradient',
    tol: solverNumber('relativeConjugateGradient', 'tol', tol, 'above 0'),
    atol: solverNumber('relativeConjugateGradient', 'atol', atol, 'from 0'),
  });
}
