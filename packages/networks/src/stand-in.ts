import { leastSquaresL2, type SolverRecord } from '@rheobase/core';

export const nonNegativeL2nz = (): SolverRecord => leastSquaresL2();
