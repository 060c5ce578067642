import { ValidationError } from '@rheobase/core';
import type { Samples } from '@rheobase/data';

/** Number of the first largest element. */
export function argmaxOf(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i;
  return best;
}

/**
 * Reads classes off a probe after each step: from its value then, or from the mean so far. Fills `predictions[step]` and the last values
 * from item `from` on.
 */
export function readOut(
  recorded: Samples,
  read: 'last' | 'mean',
  from: number,
  predictions: readonly Int32Array[],
  outputs: Float64Array,
): void {
  const [batch, steps, size] = recorded.shape;
  for (let item = 0; item < batch; item++) {
    const sum = new Float64Array(size);
    for (let step = 0; step < steps; step++) {
      const values = recorded.data.subarray((item * steps + step) * size, (item * steps + step + 1) * size);
      for (let i = 0; i < size; i++) sum[i] = read === 'mean' ? (sum[i] ?? 0) + (values[i] ?? 0) : (values[i] ?? 0);
      const found = predictions[step];
      if (found) found[from + item] = argmaxOf(sum);
    }
    const divisor = read === 'mean' ? steps : 1;
    for (let i = 0; i < size; i++) outputs[(from + item) * size + i] = (sum[i] ?? 0) / divisor;
  }
}

/** Fraction of items on which two lists of classes agree, 0 of none; `ValidationError` where they are of unequal length. */
export function agreement(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) {
    throw new ValidationError(`agreement: ${a.length} classes cannot be compared with ${b.length}`, {
      code: 'size-mismatch',
      given: b.length,
      allowed: `${a.length} classes`,
    });
  }
  let same = 0;
  for (let i = 0; i < a.length; i++) if (a[i] === b[i]) same += 1;
  return a.length === 0 ? 0 : same / a.length;
}
