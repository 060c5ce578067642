import { type FamilyRecord, family } from '../record/family.js';
import type { Tensor } from '../tensor.js';
import type { SolverBehaviour } from './behaviour.js';
import { customSolver } from './custom-solver.js';
import { type GivenDecoders, givenDecoders } from './given-decoders.js';
import { linearSolvers } from './least-squares.js';
import { nonNegative, nonNegativeL2, nonNegativeL2nz } from './non-negative.js';
import { leastSquaresDrop, leastSquaresL1 } from './sparse-decoders.js';

/** Every kind of solver. */
export const solvers = family(
  'solver',
  [...linearSolvers.list, leastSquaresL1, leastSquaresDrop, nonNegative, nonNegativeL2, nonNegativeL2nz, givenDecoders, customSolver],
  { such: 'leastSquaresL2()' },
);

/** How decoders are found from activities and targets. `A` is how an array is held: by value in a Network, by tensor id in a Model. */
export type SolverRecord<A = Tensor> = FamilyRecord<typeof solvers, { tensor: A }>;

/** A solver that finds decoders from activities and targets, which `givenDecoders` does not. */
export type DecoderSolver = Exclude<SolverRecord, GivenDecoders>;

const behaviourOf = (solver: SolverRecord): SolverBehaviour<SolverRecord> => solvers.kindOf(solver).behaviour;

/** Whether weights between neurons may be made of decoders and encoders, as decoders are linear in their targets. */
export const isCompositional = (solver: SolverRecord): boolean => behaviourOf(solver).compositional(solver);

/** Whether decoders depend on the seed. */
export const solverDraws = (solver: SolverRecord): boolean => behaviourOf(solver).draws(solver);
