import { type FamilyRecord, family, inner } from '../record/family.js';
import type { RecordOf } from '../record/held.js';
import { kind, type OptionsOf } from '../record/kind.js';
import { number } from '../record/values.js';
import { no, type SolverBehaviour, solverKind, weights, yes } from './behaviour.js';
import { cholesky, type SubSolverRecord, subSolvers } from './sub-solvers.js';

const solver = inner(subSolvers, () => cholesky());

const randomized = (record: { readonly solver: SubSolverRecord }): boolean => record.solver.type === 'randomizedSvd';

/** Least squares by singular values. */
export const leastSquares = solverKind(
  kind('leastSquares', {
    /** Singular values below this share of the largest are dropped; from 0 to below 1, default 0.01. */
    rcond: number(0.01, { atLeast: 0, below: 1, says: '>= 0 and < 1' }),
    /** Whether the connection gets full weights between neurons instead of decoders. Default false. */
    weights,
  }),
  { compositional: yes, draws: no },
);
export type LeastSquares = RecordOf<typeof leastSquares>;
export type LeastSquaresOptions = OptionsOf<typeof leastSquares>;

/**
 * Least squares with L2 regularisation: solves (A'A + m sigma^2 I) X = A'Y with sigma = reg max(A), for m evaluation points.
 * max(A) is the highest activity with its sign, as in Nengo: if activities can be negative it may be far below their largest size.
 * `leastSquaresL2nz` scales by that size.
 */
export const leastSquaresL2 = solverKind(
  kind('leastSquaresL2', {
    /** Regularisation relative to the highest activity; > 0, default 0.1. */
    reg: number(0.1, { above: 0 }),
    /** Default `cholesky()`. */
    solver,
    /** Whether the connection gets full weights between neurons instead of decoders. Default false. */
    weights,
  }),
  { compositional: yes, draws: record => randomized(record) },
);
export type LeastSquaresL2 = RecordOf<typeof leastSquaresL2>;
export type LeastSquaresL2Options = OptionsOf<typeof leastSquaresL2>;

/**
 * As `leastSquaresL2`, with a sigma of its own for each neuron: reg max|A| times the root of the share of points at which the neuron's
 * activity is not 0. Neurons that are active at few points are regularised less; those that never are, by the largest sigma. Activities may
 * all be negative.
 */
export const leastSquaresL2nz = solverKind(
  kind('leastSquaresL2nz', {
    /** Regularisation relative to the largest size of an activity; > 0, default 0.1. */
    reg: number(0.1, { above: 0 }),
    /** Default `cholesky()`. */
    solver,
    /** Whether the connection gets full weights between neurons instead of decoders. Default false. */
    weights,
  }),
  { compositional: yes, draws: record => randomized(record) },
);
export type LeastSquaresL2nz = RecordOf<typeof leastSquaresL2nz>;
export type LeastSquaresL2nzOptions = OptionsOf<typeof leastSquaresL2nz>;

/**
 * Least squares on activities to which normal noise of standard deviation noise max|A| was added, drawn from the connection's seed.
 * Of several exact solutions (fewer points than neurons) it is the smallest.
 */
export const leastSquaresNoise = solverKind(
  kind('leastSquaresNoise', {
    /** Relative to the largest size of an activity; > 0, default 0.1. */
    noise: number(0.1, { above: 0 }),
    /** Default `cholesky()`. */
    solver,
    /** Whether the connection gets full weights between neurons instead of decoders. Default false. */
    weights,
  }),
  { compositional: yes, draws: yes },
);
export type LeastSquaresNoise = RecordOf<typeof leastSquaresNoise>;
export type LeastSquaresNoiseOptions = OptionsOf<typeof leastSquaresNoise>;

/**
 * Least squares on activities multiplied with 1 + noise N(0, 1), drawn from the connection's seed.
 * Of several exact solutions (fewer points than neurons, silent neurons) it is the smallest.
 */
export const leastSquaresMultNoise = solverKind(
  kind('leastSquaresMultNoise', {
    /** Standard deviation relative to each activity; > 0, default 0.1. */
    noise: number(0.1, { above: 0 }),
    /** Default `cholesky()`. */
    solver,
    /** Whether the connection gets full weights between neurons instead of decoders. Default false. */
    weights,
  }),
  { compositional: yes, draws: yes },
);
export type LeastSquaresMultNoise = RecordOf<typeof leastSquaresMultNoise>;
export type LeastSquaresMultNoiseOptions = OptionsOf<typeof leastSquaresMultNoise>;

/** The solvers whose decoders are linear in their targets. */
export const linearSolvers = family('linear solver', [
  leastSquares,
  leastSquaresL2,
  leastSquaresL2nz,
  leastSquaresNoise,
  leastSquaresMultNoise,
]);

/** Solvers whose decoders are linear in their targets. */
export type LinearSolver = FamilyRecord<typeof linearSolvers>;

/** Whether decoders of a linear solver depend on the seed. */
export function linearDraws(solver: LinearSolver): boolean {
  const behaviour: SolverBehaviour<LinearSolver> = linearSolvers.kindOf(solver).behaviour;
  return behaviour.draws(solver);
}
