import { ValidationError } from '@rheobase/core';

/** Root of the mean of the squares; `ValidationError` where there are no values. */
export function rms(values: ArrayLike<number>): number {
  if (values.length === 0) throw new ValidationError('rms: there are no values', { code: 'no-values', given: 0, allowed: 'at least one' });
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] ?? 0) * (values[i] ?? 0);
  return Math.sqrt(sum / values.length);
}

/** Root of the mean square of the differences of two lists of equal length; `ValidationError` where they are not. */
export function rmse(found: ArrayLike<number>, wanted: ArrayLike<number>): number {
  if (found.length !== wanted.length) {
    throw new ValidationError(`rmse: ${found.length} values cannot be compared with ${wanted.length}`, {
      code: 'size-mismatch',
      given: found.length,
      allowed: `${wanted.length} values`,
    });
  }
  return rms(Float64Array.from(found, (x, i) => x - (wanted[i] ?? Number.NaN)));
}
