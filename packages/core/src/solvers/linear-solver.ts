import { ValidationError } from '../errors.js';
import type { LeastSquares } from './least-squares.js';
import type { LeastSquaresL2 } from './least-squares-l2.js';
import type { LeastSquaresL2nz } from './least-squares-l2nz.js';
import type { LeastSquaresMultNoise } from './least-squares-mult-noise.js';
import type { LeastSquaresNoise } from './least-squares-noise.js';
import { needSolverFields } from './solver-fields.js';

/** Solvers whose decoders are linear in their targets. */
export type LinearSolver = LeastSquares | LeastSquaresL2 | LeastSquaresL2nz | LeastSquaresNoise | LeastSquaresMultNoise;

export const linearSolverKinds = [
  'leastSquares',
  'leastSquaresL2',
  'leastSquaresL2nz',
  'leastSquaresNoise',
  'leastSquaresMultNoise',
] as const satisfies readonly LinearSolver['type'][];

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** The linear solver as given; a value that is none is refused, naming the solver and the option it was given to. */
export function needLinearSolver(object: string, name: string, solver: LinearSolver): LinearSolver {
  const given: unknown = solver;
  if (isRecord(given) && linearSolverKinds.some(kind => kind === given.type)) {
    needSolverFields(`${object}: ${name}`, given);
    return solver;
  }
  const shown = isRecord(given) ? `type '${String(given.type)}'` : String(given);
  throw new ValidationError(`${object}: ${name} must be made by ${linearSolverKinds.join('(), ')}(), but ${shown} was given`, {
    code: 'invalid-parameter',
    object,
    given,
    allowed: linearSolverKinds.join(', '),
  });
}
