import { flag, fraction, notNegative, orNull, positive, values, whole } from '../definitions/field-checks.js';
import { type FieldCheck, type FieldTable, knownFields } from '../definitions/known-fields.js';
import type { LinearSolver } from './linear-solver.js';
import type { SolverRecord } from './solver.js';
import type { SubSolverRecord } from './sub-solvers/sub-solver.js';

const subSolvers: FieldTable<SubSolverRecord> = {
  cholesky: {},
  svd: {},
  conjugateGradient: { tol: positive, maxIterations: orNull(whole(1)) },
  relativeConjugateGradient: { tol: positive, atol: notNegative },
  blockConjugateGradient: { tol: positive },
  lsmr: { tol: positive },
  randomizedSvd: { components: whole(1), oversamples: whole(0), powerIterations: whole(0) },
};

const within =
  (table: Parameters<typeof knownFields>[2]): FieldCheck =>
  (owner, name, given) =>
    knownFields(`${owner}: ${name}`, given, table);

const solver = within(subSolvers);

const linear: FieldTable<LinearSolver> = {
  leastSquares: { rcond: fraction, weights: flag },
  leastSquaresL2: { reg: positive, solver, weights: flag },
  leastSquaresL2nz: { reg: positive, solver, weights: flag },
  leastSquaresNoise: { noise: positive, solver, weights: flag },
  leastSquaresMultNoise: { noise: positive, solver, weights: flag },
};

const table: FieldTable<SolverRecord> = {
  ...linear,
  leastSquaresL1: { l1: notNegative, l2: notNegative, maxIterations: whole(1), weights: flag },
  leastSquaresDrop: { drop: fraction, solver1: within(linear), solver2: within(linear), weights: flag },
  nonNegative: { weights: flag },
  nonNegativeL2: { reg: positive, weights: flag },
  nonNegativeL2nz: { reg: positive, weights: flag },
  givenDecoders: { values: orNull(values), weights: flag },
};

/** Refuses what is no solver, or one without exactly the fields of its type, or with values that they cannot hold. */
export const needSolverFields = (owner: string, given: unknown): void => knownFields(owner, given, table);

/** The same of the solver of equations within a solver. */
export const needSubSolverFields = (owner: string, given: unknown): void => knownFields(owner, given, subSolvers);
