import { errorsOf, factorise } from '@rheobase/build';
import {
  blockConjugateGradient,
  cholesky,
  conjugateGradient,
  type Fields,
  givenDecoders,
  isCompositional,
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
  relativeConjugateGradient,
  type SolverRecord,
  type SubSolverRecord,
  svd,
  tensor,
} from '@rheobase/core';
import { transpose } from '@rheobase/kernels';
import { type RandomStream, randomStream } from '@rheobase/math';
import type { ComponentCheck } from '../golden/component-suite.js';
import { firstDifference, type Tolerance } from '../golden/first-difference.js';
import type { GoldenFailure } from '../golden/golden-suite.js';
import { type GoldenMatrix, goldenMatrix } from '../golden/numbers.js';

/** The file holds solutions of iterative solvers that went on until nothing changed. */
const TIGHT = 1e-9;

const subSolvers: Readonly<Record<string, () => SubSolverRecord>> = {
  Cholesky: cholesky,
  SVD: svd,
  Conjgrad: () => conjugateGradient({ tol: TIGHT }),
  ConjgradScipy: () => relativeConjugateGradient({ tol: TIGHT }),
  BlockConjgrad: () => blockConjugateGradient({ tol: TIGHT }),
  LSMR: () => lsmr({ tol: TIGHT }),
};

function goldenLinear(at: Fields): LinearSolver | null {
  const reg = () => at.number('reg');
  const solver = subSolvers[at.optionalText('subsolver') ?? 'Cholesky'];
  if (!solver) return null;
  switch (at.text('type')) {
    case 'Lstsq':
      return leastSquares({ rcond: at.number('rcond') });
    case 'LstsqL2':
      return leastSquaresL2({ reg: reg(), solver: solver() });
    case 'LstsqL2nz':
      return leastSquaresL2nz({ reg: reg(), solver: solver() });
    case 'LstsqNoise':
      return leastSquaresNoise({ noise: at.number('noise'), solver: solver() });
    case 'LstsqMultNoise':
      return leastSquaresMultNoise({ noise: at.number('noise'), solver: solver() });
    default:
      return null;
  }
}

/** The solver that a golden file means, by Nengo's names; null where this release has none like it. */
function goldenSolver(at: Fields): SolverRecord | null {
  switch (at.text('type')) {
    case 'LstsqL1':
      return leastSquaresL1({ l1: at.number('l1'), l2: at.number('l2'), maxIterations: at.number('max_iter') });
    case 'LstsqDrop': {
      const [solver1, solver2] = [goldenLinear(at.fields('solver1')), goldenLinear(at.fields('solver2'))];
      return solver1 && solver2 ? leastSquaresDrop({ drop: at.number('drop'), solver1, solver2 }) : null;
    }
    case 'Nnls':
      return nonNegative();
    case 'NnlsL2':
      return nonNegativeL2({ reg: at.number('reg') });
    case 'NnlsL2nz':
      return nonNegativeL2nz({ reg: at.number('reg') });
    case 'NoSolver': {
      const { rows, columns, values } = goldenMatrix(at, 'values');
      return givenDecoders(tensor([rows, columns], values));
    }
    default:
      return goldenLinear(at);
  }
}

/** A stream whose normal deviates are those listed. */
function listed(normals: Float64Array): RandomStream {
  let next = 0;
  return { ...randomStream(0), normal: () => normals[next++] ?? 0 };
}

/** The activities whose errors the file lists: with the noise, where there is any. */
function disturbed(at: Fields, { values: a }: GoldenMatrix, normals: Float64Array): Float64Array {
  const largest = a.reduce((max, x) => Math.max(max, Math.abs(x)), 0);
  const solver = at.fields('solver');
  if (solver.text('type') === 'LstsqNoise') return a.map((x, i) => x + solver.number('noise') * largest * (normals[i] ?? 0));
  return solver.text('type') === 'LstsqMultNoise' ? a.map((x, i) => x * (1 + solver.number('noise') * (normals[i] ?? 0))) : a;
}

function check(at: Fields, solver: SolverRecord, a: GoldenMatrix, y: GoldenMatrix, tolerance: Tolerance): GoldenFailure | null {
  if (isCompositional(solver) !== at.boolean('compositional'))
    return { object: 'compositional', at: 0, got: Number(isCompositional(solver)), expected: Number(at.boolean('compositional')) };
  const normals = at.has('standard_normal') ? goldenMatrix(at, 'standard_normal').values : new Float64Array();
  const held = solver.type === 'givenDecoders' ? { ...solver, values: Float64Array.from(solver.values?.data ?? []) } : solver;
  const activities = { values: a.values, points: a.rows, neurons: a.columns };
  const found = factorise(held, activities, { object: at.where, definitions: [], report: () => undefined, random: () => listed(normals) })(
    y.values,
    y.columns,
  );
  const errors = errorsOf(disturbed(at, a, normals), transpose(found, a.columns, y.columns), y.values, a.columns, y.columns);
  if (at.optionalText('compare') === 'rmses')
    return firstDifference('rmses', errors, at.numbers('rmses'), { atol: tolerance.atol, rtol: at.number('rmses_rtol') });
  const fine = { atol: at.has('atol') ? at.number('atol') : tolerance.atol, rtol: tolerance.rtol };
  return (
    firstDifference('X', found, goldenMatrix(at, 'X').values, fine) ??
    (at.has('rmses') ? firstDifference('rmses', errors, at.numbers('rmses'), tolerance) : null)
  );
}

/** Decoders of every solver for one set of activities and targets, or those of the case. */
export const solvers: ComponentCheck = ({ fields, cases, tolerance }) => {
  const shared = fields.has('A') ? ([goldenMatrix(fields, 'A'), goldenMatrix(fields, 'Y')] as const) : null;
  return cases.map((at, index) => {
    const [a, y] = shared ?? [goldenMatrix(at, 'A'), goldenMatrix(at, 'Y')];
    const given = at.fields('solver');
    const name = [`solvers[${index}] ${given.text('type')}`, given.optionalText('subsolver') ?? []].flat().join(' ');
    const solver = goldenSolver(given);
    if (solver === null) return { name, status: 'skipped', reason: `this release has no solver ${given.text('type')}` };
    const failure = check(at, solver, a, y, tolerance);
    return failure ? { name, status: 'failed', failure } : { name, status: 'passed' };
  });
};
