import type { SolverRecord } from '@rheobase/core';
import { hashSeed, randomStream } from '@rheobase/math';
import { drop } from './drop.js';
import { elasticNetSolver } from './elastic-net.js';
import { given } from './given.js';
import { linear } from './linear.js';
import { nonNegative } from './non-negative.js';
import type { Activities, Asked, Solve } from './solve.js';

/** What maps targets to decoders for these activities; all that does not depend on the targets is done once. */
export function factorise(solver: SolverRecord<Float64Array>, activities: Activities, asked: Asked): Solve {
  switch (solver.type) {
    case 'leastSquares':
    case 'leastSquaresL2':
    case 'leastSquaresL2nz':
    case 'leastSquaresNoise':
    case 'leastSquaresMultNoise':
      return linear(solver, activities, asked);
    case 'leastSquaresL1':
      return elasticNetSolver(solver, activities, asked);
    case 'leastSquaresDrop':
      return drop(solver, activities, asked);
    case 'nonNegative':
    case 'nonNegativeL2':
    case 'nonNegativeL2nz':
      return nonNegative(solver, activities, asked);
    case 'givenDecoders':
      return given(solver, activities.neurons, asked.object);
  }
}

/** What is asked for by an object with this seed. */
export const asked = (object: string, seed: number): Asked => ({
  object,
  random: purpose => randomStream(hashSeed(seed, 'solver', purpose)),
});

/** Whether the decoders depend on the seed. */
export function draws(solver: SolverRecord<unknown>): boolean {
  switch (solver.type) {
    case 'leastSquaresNoise':
    case 'leastSquaresMultNoise':
      return true;
    case 'leastSquaresL2':
    case 'leastSquaresL2nz':
      return solver.solver.type === 'randomizedSvd';
    case 'leastSquaresDrop':
      return draws(solver.solver1) || draws(solver.solver2);
    default:
      return false;
  }
}

/**
 * Decoders (neurons, size) for activities `a` (points, neurons) and targets `y` (points, size), all row-major. `object` is named where no
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
