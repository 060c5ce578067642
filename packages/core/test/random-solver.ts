import {
  blockConjugateGradient,
  cholesky,
  conjugateGradient,
  defineSolver,
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
  type Tensor,
} from '@rheobase/core';

/** What makes choices. */
interface Chooser {
  whole(min: number, max: number): number;
  flag(): boolean;
  one<T>(list: readonly [T, ...T[]]): T;
  number(min?: number, max?: number): number;
  positive(): number;
  tensor(shape: readonly number[]): Tensor;
}

/** One maker of several, each under the type it makes, so that none can be forgotten. */
export function oneOf<T extends string, R>(of: Pick<Chooser, 'whole'>, makers: Readonly<Record<T, () => R>>): R {
  const list = Object.values<() => R>(makers);
  const make = list[of.whole(0, list.length - 1)];
  if (!make) throw new RangeError('there is nothing to choose from');
  return make();
}

const subSolver = (of: Chooser): SubSolverRecord =>
  oneOf<SubSolverRecord['type'], SubSolverRecord>(of, {
    cholesky,
    svd,
    conjugateGradient: () => conjugateGradient({ tol: of.positive(), maxIterations: of.flag() ? null : of.whole(1, 9) }),
    relativeConjugateGradient: () => relativeConjugateGradient({ tol: of.positive(), atol: of.number(0, 1) }),
    blockConjugateGradient: () => blockConjugateGradient({ tol: of.positive() }),
    lsmr: () => lsmr({ tol: of.positive() }),
    randomizedSvd: () => randomizedSvd({ components: of.whole(1, 9), oversamples: of.whole(0, 9), powerIterations: of.whole(0, 2) }),
  });

function linearSolver(of: Chooser, weights: boolean): LinearSolver {
  const solver = subSolver(of);
  return oneOf<LinearSolver['type'], LinearSolver>(of, {
    leastSquares: () => leastSquares({ rcond: of.number(0, 0.9), weights }),
    leastSquaresL2: () => leastSquaresL2({ reg: of.positive(), solver, weights }),
    leastSquaresL2nz: () => leastSquaresL2nz({ reg: of.positive(), solver, weights }),
    leastSquaresNoise: () => leastSquaresNoise({ noise: of.positive(), solver, weights }),
    leastSquaresMultNoise: () => leastSquaresMultNoise({ noise: of.positive(), solver, weights }),
  });
}

/** A solver of the user's. */
export const trial = defineSolver({
  name: 'trial',
  version: '3',
  parameters: { gain: 1 },
  solve: ({ neurons, size, parameters }) => new Float64Array(neurons * size).fill(parameters.gain),
});

/** A solver of any kind; weights need an ensemble at both ends and are left to those who have them. `shape`: (neurons, values) of decoders. */
export function randomSolver(of: Chooser, shape: readonly number[], weights = false): SolverRecord {
  return of.flag()
    ? linearSolver(of, weights)
    : oneOf<Exclude<SolverRecord['type'], LinearSolver['type']>, SolverRecord>(of, {
        leastSquaresL1: () => leastSquaresL1({ l1: of.number(0, 1), l2: of.number(0, 1), maxIterations: of.whole(1, 9), weights }),
        leastSquaresDrop: () =>
          leastSquaresDrop({ drop: of.number(0, 0.9), solver1: linearSolver(of, false), solver2: linearSolver(of, false), weights }),
        nonNegative: () => nonNegative({ weights }),
        nonNegativeL2: () => nonNegativeL2({ reg: of.positive(), weights }),
        nonNegativeL2nz: () => nonNegativeL2nz({ reg: of.positive(), weights }),
        customSolver: () => trial({ gain: of.number(-2, 2) }, { weights }),
        givenDecoders: () => givenDecoders(of.flag() ? null : of.tensor(shape), { weights }),
      });
}
