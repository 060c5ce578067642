import type { SolverRecord } from '@rheobase/core';
import {
  blockConjugateGradient,
  cholesky,
  conjugateGradient,
  givenDecoders,
  leastSquares,
  leastSquaresDrop,
  leastSquaresL1,
  leastSquaresL2,
  leastSquaresL2nz,
  leastSquaresMultNoise,
  leastSquaresNoise,
  lowpass,
  lsmr,
  Network,
  nonNegative,
  nonNegativeL2,
  nonNegativeL2nz,
  randomizedSvd,
  relativeConjugateGradient,
  svd,
} from 'rheobase';
import { type Entry, rows } from './entry.js';

/** One connection for each solver, all from the same neurons. */
function solved(solvers: readonly SolverRecord[]): Network {
  const net = new Network({ seed: 51 });
  const input = net.input(2);
  const a = net.ensemble(50, 2, { evalPointCount: 300 });
  net.connect(input, a, { synapse: null });
  for (const solver of solvers) {
    const b = net.ensemble(20, 2);
    const values = solver.type === 'givenDecoders' ? {} : { function: ([x = 0, y = 0]: Float64Array) => [x * y, x - y * y] };
    net.connect(a, b, { solver, ...values });
    net.probe(b, { synapse: lowpass(0.01), solver: leastSquaresL2({ reg: 0.02 }) });
  }
  return net;
}

const plain = [
  leastSquares(),
  leastSquaresL2({ reg: 0.05 }),
  leastSquaresL2({ weights: true }),
  leastSquaresL2nz(),
  leastSquaresL1({ maxIterations: 200 }),
  leastSquaresDrop({ drop: 0.3 }),
  leastSquaresNoise(),
  leastSquaresMultNoise(),
  nonNegative(),
  nonNegativeL2({ weights: true }),
  nonNegativeL2nz(),
  givenDecoders(rows(50, 2, 0.004)),
];

const within = [
  cholesky(),
  conjugateGradient({ tol: 1e-6 }),
  blockConjugateGradient(),
  relativeConjugateGradient(),
  lsmr(),
  svd(),
  randomizedSvd({ components: 20 }),
].map(solver => leastSquaresL2({ solver }));

export const ofSolving: readonly Entry[] = [{ name: 'solvers', make: () => solved([...plain, ...within]) }];
