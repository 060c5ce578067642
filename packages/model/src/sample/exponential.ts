import type { Exponential } from '@rheobase/core';
import { log1p, nextDown, type RandomStream } from '@rheobase/math';

/** By the inverse of the cumulative probability; what reaches `high` becomes the number below it. */
export function drawExponential({ scale, shift, high }: Exponential, random: RandomStream): number {
  const x = shift - scale * log1p(-random.uniform());
  return x < high ? x : Math.max(nextDown(high), shift);
}
