import type { Fields } from '../record/fields.js';
import { leastSquares } from './least-squares.js';
import { leastSquaresDrop } from './least-squares-drop.js';
import { leastSquaresL1 } from './least-squares-l1.js';
import { leastSquaresL2 } from './least-squares-l2.js';
import { leastSquaresL2nz } from './least-squares-l2nz.js';
import { leastSquaresMultNoise } from './least-squares-mult-noise.js';
import { leastSquaresNoise } from './least-squares-noise.js';
import { type LinearSolver, linearSolverKinds } from './linear-solver.js';
import { nonNegative } from './non-negative.js';
import { nonNegativeL2 } from './non-negative-l2.js';
import { nonNegativeL2nz } from './non-negative-l2nz.js';
import { type SolverRecord, solverKinds } from './solver.js';
import { readSubSolver } from './sub-solvers/read-sub-solver.js';

function readLinearSolver(at: Fields): LinearSolver {
  const type = at.oneOf('type', linearSolverKinds);
  const weights = at.boolean('weights');
  const solver = () => readSubSolver(at.fields('solver'));
  switch (type) {
    case 'leastSquares':
      return leastSquares({ rcond: at.number('rcond'), weights });
    case 'leastSquaresL2':
      return leastSquaresL2({ reg: at.number('reg'), solver: solver(), weights });
    case 'leastSquaresL2nz':
      return leastSquaresL2nz({ reg: at.number('reg'), solver: solver(), weights });
    case 'leastSquaresNoise':
      return leastSquaresNoise({ noise: at.number('noise'), solver: solver(), weights });
    case 'leastSquaresMultNoise':
      return leastSquaresMultNoise({ noise: at.number('noise'), solver: solver(), weights });
  }
}

/** Reads a solver of a document, through the function that makes it; `array` reads a tensor, as the document holds it. */
export function readSolver<A>(at: Fields, array: (at: Fields, name: string) => A): SolverRecord<A> {
  const type = at.oneOf('type', solverKinds);
  const weights = at.boolean('weights');
  switch (type) {
    case 'leastSquaresL1':
      return leastSquaresL1({ l1: at.number('l1'), l2: at.number('l2'), maxIterations: at.number('maxIterations'), weights });
    case 'leastSquaresDrop':
      return leastSquaresDrop({
        drop: at.number('drop'),
        solver1: readLinearSolver(at.fields('solver1')),
        solver2: readLinearSolver(at.fields('solver2')),
        weights,
      });
    case 'nonNegative':
      return nonNegative({ weights });
    case 'nonNegativeL2':
      return nonNegativeL2({ reg: at.number('reg'), weights });
    case 'nonNegativeL2nz':
      return nonNegativeL2nz({ reg: at.number('reg'), weights });
    case 'givenDecoders':
      return Object.freeze({ type, values: at.has('values') ? array(at, 'values') : null, weights });
    default:
      return readLinearSolver(at);
  }
}
