import type { Fields } from '../../record/fields.js';
import { blockConjugateGradient } from './block-conjugate-gradient.js';
import { cholesky } from './cholesky.js';
import { conjugateGradient } from './conjugate-gradient.js';
import { lsmr } from './lsmr.js';
import { randomizedSvd } from './randomized-svd.js';
import { relativeConjugateGradient } from './relative-conjugate-gradient.js';
import { type SubSolverRecord, subSolverKinds } from './sub-solver.js';
import { svd } from './svd.js';

/** Reads a sub-solver of a document, through the function that makes it. */
export function readSubSolver(at: Fields): SubSolverRecord {
  const type = at.oneOf('type', subSolverKinds);
  const tol = (): number => at.number('tol');
  switch (type) {
    case 'cholesky':
      return cholesky();
    case 'svd':
      return svd();
    case 'conjugateGradient':
      return conjugateGradient({ tol: tol(), maxIterations: at.has('maxIterations') ? at.number('maxIterations') : null });
    case 'relativeConjugateGradient':
      return relativeConjugateGradient({ tol: tol(), atol: at.number('atol') });
    case 'blockConjugateGradient':
      return blockConjugateGradient({ tol: tol() });
    case 'lsmr':
      return lsmr({ tol: tol() });
    case 'randomizedSvd':
      return randomizedSvd({
        components: at.number('components'),
        oversamples: at.number('oversamples'),
        powerIterations: at.number('powerIterations'),
      });
  }
}
