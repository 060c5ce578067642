import { ValidationError } from '@rheobase/core';
import { solveKernels } from '@rheobase/kernels';
import type { Activities } from './solve.js';

/** The highest activity; `ValidationError` names the object where one is not finite, or where no neuron is active. */
export function highestActivity({ values, neurons }: Activities, object: string): number {
  const highest = solveKernels.highest(values);
  if (highest > 0) return highest;
  const at = values.findIndex(x => !Number.isFinite(x));
  if (at >= 0) {
    const x = values[at];
    throw new ValidationError(
      `${object}: neuron ${at % neurons} has the activity ${x} at evaluation point ${Math.floor(at / neurons)}, so no decoders can be solved; change its parameters`,
      { code: 'invalid-activity', object, given: x, allowed: 'finite activities' },
    );
  }
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

/** Decoders as solved; `ValidationError` names the object where float64 cannot hold them. */
export function solvable<T>(solved: T | null, object: string, solver: string, highest: number): T {
  if (solved !== null) return solved;
  throw new ValidationError(
    `${object}: its decoders cannot be solved in float64 with ${solver} and activities up to ${highest}; raise reg or change maxRates`,
    { code: 'unsolvable', object, given: solver, allowed: 'a larger reg' },
  );
}
