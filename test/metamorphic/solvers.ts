import {
  blockConjugateGradient,
  cholesky,
  conjugateGradient,
  givenDecoders,
  type LinearSolver,
  leastSquares,
  leastSquaresDrop,
  leastSquaresL1,
  leastSquaresL2,
  leastSquaresL2nz,
  leastSquaresMultNoise,
  leastSquaresNoise,
  lsmr,
  nonNegative,
  nonNegativeL2,
  nonNegativeL2nz,
  randomizedSvd,
  relativeConjugateGradient,
  type SolverRecord,
  type SubSolverRecord,
  svd,
  tensor,
} from '@rheobase/core';
import { oneOf } from '../../packages/core/test/random-solver.js';
import type { Choices } from './choices.js';

const subSolver = (c: Choices): SubSolverRecord =>
  oneOf<SubSolverRecord['type'], SubSolverRecord>(c, {
    cholesky,
    svd,
    conjugateGradient: () => conjugateGradient({ maxIterations: c.one([null, 3]) }),
    relativeConjugateGradient: () => relativeConjugateGradient({ tol: 1e-4 }),
    blockConjugateGradient,
    lsmr,
    randomizedSvd: () => randomizedSvd({ components: c.whole(1, 3) }),
  });

function linearSolver(c: Choices, weights: boolean): LinearSolver {
  const solver = c.flag() ? cholesky() : subSolver(c);
  const reg = c.one([0.1, 0.2]);
  if (c.flag(0.2)) return leastSquaresL2({ reg, solver, weights });
  return oneOf<LinearSolver['type'], LinearSolver>(c, {
    leastSquaresL2: () => leastSquaresL2({ reg, solver, weights }),
    leastSquares: () => leastSquares({ rcond: 0.01, weights }),
    leastSquaresL2nz: () => leastSquaresL2nz({ reg, solver, weights }),
    leastSquaresNoise: () => leastSquaresNoise({ noise: reg, solver, weights }),
    leastSquaresMultNoise: () => leastSquaresMultNoise({ noise: reg, solver, weights }),
  });
}

/** A solver for decoders of `size` values from so many neurons. */
export function solver(c: Choices, neurons: number, size: number, weights = false): SolverRecord {
  if (c.flag()) return linearSolver(c, weights);
  return oneOf<Exclude<SolverRecord['type'], LinearSolver['type'] | 'customSolver'>, SolverRecord>(c, {
    leastSquaresL1: () => leastSquaresL1({ l1: c.number(1e-4, 1e-2), l2: c.number(0, 1e-3), maxIterations: c.whole(1, 20), weights }),
    leastSquaresDrop: () =>
      leastSquaresDrop({ drop: c.number(0, 0.9), solver1: linearSolver(c, false), solver2: linearSolver(c, false), weights }),
    nonNegative: () => nonNegative({ weights }),
    nonNegativeL2: () => nonNegativeL2({ weights }),
    nonNegativeL2nz: () => nonNegativeL2nz({ weights }),
    givenDecoders: () => givenDecoders(c.flag(0.2) ? null : tensor([neurons, size], c.list(neurons * size, -0.01, 0.01)), { weights }),
  });
}
