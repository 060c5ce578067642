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

const subSolver = (of: Chooser): SubSolverRecord =>
  of.one<() => SubSolverRecord>([
    cholesky,
    svd,
    () => conjugateGradient({ tol: of.positive(), maxIterations: of.flag() ? null : of.whole(1, 9) }),
    () => relativeConjugateGradient({ tol: of.positive(), atol: of.number(0, 1) }),
    () => blockConjugateGradient({ tol: of.positive() }),
    () => lsmr({ tol: of.positive() }),
    () => randomizedSvd({ components: of.whole(1, 9), oversamples: of.whole(0, 9), powerIterations: of.whole(0, 2) }),
  ])();

function linearSolver(of: Chooser, weights: boolean): LinearSolver {
  const solver = subSolver(of);
  return of.one<() => LinearSolver>([
    () => leastSquares({ rcond: of.number(0, 0.9), weights }),
    () => leastSquaresL2({ reg: of.positive(), solver, weights }),
    () => leastSquaresL2nz({ reg: of.positive(), solver, weights }),
    () => leastSquaresNoise({ noise: of.positive(), solver, weights }),
    () => leastSquaresMultNoise({ noise: of.positive(), solver, weights }),
  ])();
}

/** A solver of any kind; weights need an ensemble at both ends and are left to those who have them. */
export function randomSolver(of: Chooser, weights = false): SolverRecord {
  return of.one<() => SolverRecord>([
    () => linearSolver(of, weights),
    () => leastSquaresL1({ l1: of.number(0, 1), l2: of.number(0, 1), maxIterations: of.whole(1, 9), weights }),
    () => leastSquaresDrop({ drop: of.number(0, 0.9), solver1: linearSolver(of, false), solver2: linearSolver(of, false), weights }),
    () => nonNegative({ weights }),
    () => nonNegativeL2({ reg: of.positive(), weights }),
    () => nonNegativeL2nz({ reg: of.positive(), weights }),
    () => givenDecoders(of.flag() ? null : of.tensor([of.whole(1, 3), 2]), { weights }),
  ])();
}
