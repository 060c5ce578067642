import { ValidationError } from '../../errors.js';
import { needSubSolverFields } from '../solver-fields.js';
import type { BlockConjugateGradient } from './block-conjugate-gradient.js';
import type { Cholesky } from './cholesky.js';
import type { ConjugateGradient } from './conjugate-gradient.js';
import type { Lsmr } from './lsmr.js';
import type { RandomizedSvd } from './randomized-svd.js';
import type { RelativeConjugateGradient } from './relative-conjugate-gradient.js';
import type { Svd } from './svd.js';

/** How the linear system (A'A + m sigma^2 I) X = A'Y of a regularised solver is solved. */
export type SubSolverRecord =
  | Cholesky
  | Svd
  | ConjugateGradient
  | RelativeConjugateGradient
  | BlockConjugateGradient
  | Lsmr
  | RandomizedSvd;

export const subSolverKinds = [
  'cholesky',
  'svd',
  'conjugateGradient',
  'relativeConjugateGradient',
  'blockConjugateGradient',
  'lsmr',
  'randomizedSvd',
] as const satisfies readonly SubSolverRecord['type'][];

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** The sub-solver as given; a value that is none is refused, naming the solver it was given to. */
export function needSubSolver(object: string, solver: SubSolverRecord): SubSolverRecord {
  const given: unknown = solver;
  if (isRecord(given) && subSolverKinds.some(kind => kind === given.type)) {
    needSubSolverFields(`${object}: solver`, given);
    return solver;
  }
  const shown = isRecord(given) ? `type '${String(given.type)}'` : String(given);
  throw new ValidationError(`${object}: solver must be made by ${subSolverKinds.join('(), ')}(), but ${shown} was given`, {
    code: 'invalid-parameter',
    object,
    given,
    allowed: subSolverKinds.join(', '),
  });
}
