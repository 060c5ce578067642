import { ValidationError } from '../errors.js';
import type { Tensor } from '../tensor.js';
import type { GivenDecoders } from './given-decoders.js';
import type { LeastSquaresDrop } from './least-squares-drop.js';
import type { LeastSquaresL1 } from './least-squares-l1.js';
import { type LinearSolver, linearSolverKinds } from './linear-solver.js';
import type { NonNegative } from './non-negative.js';
import type { NonNegativeL2 } from './non-negative-l2.js';
import type { NonNegativeL2nz } from './non-negative-l2nz.js';
import { needSolverFields } from './solver-fields.js';

/** How decoders are found from activities and targets. `A` is how an array is held: by value in a Network, by tensor id in a Model. */
export type SolverRecord<A = Tensor> =
  | LinearSolver
  | LeastSquaresL1
  | LeastSquaresDrop
  | NonNegative
  | NonNegativeL2
  | NonNegativeL2nz
  | GivenDecoders<A>;

export const solverKinds = [
  ...linearSolverKinds,
  'leastSquaresL1',
  'leastSquaresDrop',
  'nonNegative',
  'nonNegativeL2',
  'nonNegativeL2nz',
  'givenDecoders',
] as const satisfies readonly SolverRecord['type'][];

/** A solver that finds decoders from activities and targets, which `givenDecoders` does not. */
export type DecoderSolver = Exclude<SolverRecord, GivenDecoders>;

/**
 * Whether weights between neurons may be made of decoders and encoders, as decoders are linear in their targets. The others have to solve
 * for targets in neuron space where they are to give weights.
 */
export function isCompositional({ type }: { readonly type: SolverRecord['type'] }): boolean {
  switch (type) {
    case 'leastSquares':
    case 'leastSquaresL2':
    case 'leastSquaresL2nz':
    case 'leastSquaresNoise':
    case 'leastSquaresMultNoise':
    case 'givenDecoders':
      return true;
    case 'leastSquaresL1':
    case 'leastSquaresDrop':
    case 'nonNegative':
    case 'nonNegativeL2':
    case 'nonNegativeL2nz':
      return false;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** The solver as given; a value that is none is refused, naming what it was given to. */
export function needSolver(object: string, solver: SolverRecord): SolverRecord {
  const given: unknown = solver;
  if (isRecord(given) && solverKinds.some(kind => kind === given.type)) {
    needSolverFields(`${object}: solver`, given);
    return solver;
  }
  const shown = isRecord(given) ? `type '${String(given.type)}'` : String(given);
  throw new ValidationError(`${object}: solver must be made by ${solverKinds.join('(), ')}(), but ${shown} was given`, {
    code: 'invalid-parameter',
    object,
    given,
    allowed: solverKinds.join(', '),
  });
}
