import { leastSquaresL2, type SolverRecord, uniform } from '@rheobase/core';

export const nonNegativeL2nz = (): SolverRecord => leastSquaresL2();
export const exponential = (scale: number, { shift, high }: { readonly shift: number; readonly high: number }) =>
  uniform(shift, Math.min(high, shift + 2 * scale));
