import type { SolverRecord } from '@rheobase/core';
import { hashSeed, randomStream } from '@rheobase/math';
import { elasticNetSolver } from './coordinate-descent.js';
import { custom } from './custom.js';
import { drop } from './drop.js';
import { given } from './given.js';
import { linear } from './linear.js';
import { nonNegative } from './non-negative.js';
import type { Activities, Asked, Solve } from './solve.js';

type Record = SolverRecord<Float64Array>;

/** How each solver solves. */
const solving: {
  readonly [T in Record['type']]: (solver: Extract<Record, { readonly type: T }>, activities: Activities, asked: Asked) => Solve;
} = {
  leastSquares: linear,
  leastSquaresL2: linear,
  leastSquaresL2nz: linear,
  leastSquaresNoise: linear,
  leastSquaresMultNoise: linear,
  leastSquaresL1: elasticNetSolver,
  leastSquaresDrop: drop,
  nonNegative,
  nonNegativeL2: nonNegative,
  nonNegativeL2nz: nonNegative,
  givenDecoders: (solver, activities, { object }) => given(solver, activities.neurons, object),
  customSolver: custom,
};

/** What maps targets to decoders for these activities; all that does not depend on the targets is done once. */
export const factorise = <T extends Record['type']>(
  solver: Extract<Record, { readonly type: T }>,
  activities: Activities,
  asked: Asked,
): Solve => solving[solver.type](solver, activities, asked);

/** What is asked for by an object with this seed. */
export const asked = (object: string, seed: number, more: Partial<Asked> = {}): Asked => ({
  definitions: [],
  report: () => {},
  ...more,
  object,
  random: purpose => randomStream(hashSeed(seed, 'solver', purpose)),
});

/**
 * Decoders (neurons, size) for activities `a` (points, neurons) and targets `y` (points, size), all row-major. `object` is named if no
 * neuron is active, activities are not finite, or they cannot be solved for; `seed` is for solvers that draw.
 */
export const solveDecoders = (
  solver: SolverRecord<Float64Array>,
  a: Float64Array,
  y: Float64Array,
  sizes: { readonly points: number; readonly neurons: number; readonly size: number },
  object: string,
  seed = 0,
): Float64Array => factorise(solver, { values: a, points: sizes.points, neurons: sizes.neurons }, asked(object, seed))(y, sizes.size);
