import { ValidationError } from '@rheobase/core';
import { solveKernels } from '@rheobase/kernels';
import type { Activities } from './solve.js';

/** By what solvers scale noise and regularisation. Activities have a sign: those of tanh neurons may all lie below 0. */
export interface ActivityScale {
  /** max(A); 0 or less where no activity is above 0. */
  readonly highest: number;
  /** max|A|, above 0. */
  readonly largest: number;
}

/** The scale of activities; `ValidationError` names the object where one is not finite, or where all are 0. */
export function activityScale({ values, neurons }: Activities, object: string): ActivityScale {
  const range = solveKernels.range(values);
  if (range === null) {
    const at = values.findIndex(x => !Number.isFinite(x));
    const x = values[at];
    throw new ValidationError(
      `${object}: neuron ${at % neurons} has the activity ${x} at evaluation point ${Math.floor(at / neurons)}, so no decoders can be solved; change its parameters`,
      { code: 'invalid-activity', object, given: x, allowed: 'finite activities' },
    );
  }
  const largest = Math.max(range.highest, -range.lowest);
  if (largest > 0) return { highest: range.highest, largest };
  throw new ValidationError(
    `${object}: no neuron is active at any evaluation point, so no decoders can be solved; change intercepts or evalPoints`,
    {
      code: 'silent-ensemble',
      object,
      given: 0,
      allowed: 'at least one active neuron',
    },
  );
}

/** The highest activity, for a solver whose penalties are in units of it; `ValidationError` where it is not above 0. */
export function positiveHighest({ highest }: ActivityScale, object: string, solver: string): number {
  if (highest > 0) return highest;
  throw new ValidationError(
    `${object}: ${solver} scales by the highest activity, which must be above 0, but it is ${highest}; use leastSquaresL2nz, which scales by the largest size`,
    { code: 'unsolvable', object, given: highest, allowed: 'an activity above 0' },
  );
}

/** Decoders as solved; `ValidationError` names the object where float64 cannot hold them. `scale` is the activity that the solver scales by. */
export function solvable<T>(solved: T | null, object: string, solver: string, scale: number): T {
  if (solved !== null) return solved;
  const [activities, cure, allowed] =
    scale === 0
      ? ['no activity above 0 to scale by', 'use leastSquaresL2nz, which scales by the largest size', 'leastSquaresL2nz']
      : [`activities up to ${scale}`, 'raise reg or change maxRates', 'a larger reg'];
  throw new ValidationError(`${object}: its decoders cannot be solved in float64 with ${solver} and ${activities}; ${cure}`, {
    code: 'unsolvable',
    object,
    given: solver,
    allowed,
  });
}
