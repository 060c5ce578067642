import { inner } from '../record/family.js';
import type { RecordOf } from '../record/held.js';
import { kind, type OptionsOf } from '../record/kind.js';
import { number } from '../record/values.js';
import { no, solverKind, weights } from './behaviour.js';
import { leastSquaresL2, linearDraws, linearSolvers } from './least-squares.js';

/**
 * The elastic net (Zou and Hastie 2005), which sets many decoders to zero: minimises, for each target y,
 * |y - A x|^2 / (2 m) + l1 max(A) |x|_1 + l2 max(A)^2 |x|^2 / 2, for m evaluation points.
 * max(A) is the highest activity with its sign, which must be above 0: `ValidationError` when the network is built and it is not.
 */
export const leastSquaresL1 = solverKind(
  kind('leastSquaresL1', {
    /** >= 0, default 1e-4. */
    l1: number(1e-4, { atLeast: 0 }),
    /** >= 0, default 1e-6. */
    l2: number(1e-6, { atLeast: 0 }),
    /** Rounds over all neurons, for each target; >= 1, default 1000. */
    maxIterations: number(1000, { whole: true, atLeast: 1 }),
    /** Whether the connection gets full weights between neurons instead of decoders. Default false. */
    weights,
  }),
  { compositional: no, draws: no },
);
export type LeastSquaresL1 = RecordOf<typeof leastSquaresL1>;
export type LeastSquaresL1Options = OptionsOf<typeof leastSquaresL1>;

/**
 * Sparse decoders in two rounds: `solver1` finds all, the share `drop` of smallest magnitude is set to zero, and `solver2` finds those of
 * each target again for the neurons that are left to it.
 */
export const leastSquaresDrop = solverKind(
  kind('leastSquaresDrop', {
    /** From 0 to below 1, default 0.25. */
    drop: number(0.25, { atLeast: 0, below: 1, says: '>= 0 and < 1' }),
    /** Default `leastSquaresL2({ reg: 0.001 })`. */
    solver1: inner(linearSolvers, () => leastSquaresL2({ reg: 0.001 })),
    /** Default `leastSquaresL2({ reg: 0.1 })`. */
    solver2: inner(linearSolvers, () => leastSquaresL2()),
    /** Whether the connection gets full weights between neurons instead of decoders. Default false. */
    weights,
  }),
  {
    compositional: no,
    draws: ({ solver1, solver2 }) => linearDraws(solver1) || linearDraws(solver2),
  },
);
export type LeastSquaresDrop = RecordOf<typeof leastSquaresDrop>;
export type LeastSquaresDropOptions = OptionsOf<typeof leastSquaresDrop>;
