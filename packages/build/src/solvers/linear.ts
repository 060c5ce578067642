import type { LeastSquaresL2nz, LeastSquaresMultNoise, LeastSquaresNoise, LinearSolver, SubSolverRecord } from '@rheobase/core';
import { singularValues } from '@rheobase/kernels';
import { activeShares } from './active-set.js';
import { activityScale, solvable } from './check-activities.js';
import { linearSystem } from './linear-system.js';
import { ROUNDING, solveSingular } from './singular-values.js';
import type { Activities, Asked, Solve } from './solve.js';

/** Column i of A over factors[i]: with it, one ridge serves for a ridge of its own for each neuron. */
function overFactors({ values, points, neurons }: Activities, factors: Float64Array): Activities {
  return { values: values.map((x, at) => x / (factors[at % neurons] ?? 1)), points, neurons };
}

function l2nz(solver: LeastSquaresL2nz, activities: Activities, largest: number, asked: Asked): Solve | null {
  const { points, neurons } = activities;
  const sigmas = activeShares(activities, 'not 0').map(share => solver.reg * largest * Math.sqrt(share));
  const most = sigmas.reduce((a, b) => Math.max(a, b), 0);
  // x = z / f with f = sigma / most minimises |A x - y|^2 + m sigma^2 x^2 where z does |(A / f) z - y|^2 + m most^2 z^2.
  const factors = sigmas.map(sigma => (sigma === 0 ? 1 : sigma / most));
  const system = linearSystem(solver.solver, overFactors(activities, factors), points * most * most, asked);
  return system === null
    ? null
    : (y, k) => overFactors({ values: system(y, k), points: 1, neurons: neurons * k }, repeated(factors, k)).values;
}

const repeated = (factors: Float64Array, times: number): Float64Array =>
  new Float64Array(factors.length * times).map((_, at) => factors[Math.floor(at / times)] ?? 1);

/** Least squares without regularisation; where the sub-solver cannot, since neurons or points depend on each other, the smallest solution. */
function unregularised(solver: SubSolverRecord, activities: Activities, asked: Asked): Solve {
  const system = linearSystem(solver, activities, 0, asked);
  return system ?? solveSingular(singularValues(activities.values, activities.points, activities.neurons), activities.points, 0, ROUNDING);
}

function noisy(solver: LeastSquaresNoise | LeastSquaresMultNoise, { values, ...sizes }: Activities, largest: number, asked: Asked): Solve {
  const { noise } = solver;
  const random = asked.random('noise');
  const drawn =
    solver.type === 'leastSquaresNoise'
      ? values.map(x => x + noise * largest * random.normal())
      : values.map(x => x * (1 + noise * random.normal()));
  return unregularised(solver.solver, { values: drawn, ...sizes }, asked);
}

/**
 * What maps targets to decoders for a solver that is linear in them. `object` is named where no neuron is active, activities are not
 * finite, or the system cannot be solved.
 */
export function linear(solver: LinearSolver, activities: Activities, asked: Asked): Solve {
  const { object } = asked;
  const scale = activityScale(activities, object);
  const { points } = activities;
  switch (solver.type) {
    case 'leastSquares':
      return solveSingular(
        singularValues(activities.values, activities.points, activities.neurons),
        points,
        0,
        Math.max(solver.rcond, ROUNDING),
      );
    case 'leastSquaresL2': {
      const sigma = solver.reg * scale.highest;
      const system = linearSystem(solver.solver, activities, points * sigma * sigma, asked);
      return solvable(system, object, `reg ${solver.reg}`, scale.highest);
    }
    case 'leastSquaresL2nz':
      return solvable(l2nz(solver, activities, scale.largest, asked), object, `reg ${solver.reg}`, scale.largest);
    case 'leastSquaresNoise':
    case 'leastSquaresMultNoise':
      return noisy(solver, activities, scale.largest, asked);
  }
}
