import type { Exponential, Uniform } from '@rheobase/core';
import { fillUniform } from '@rheobase/kernels';
import { log1p, nextDown, type RandomStream } from '@rheobase/math';

/** By the inverse of the cumulative probability; what reaches `high` becomes the number below it. */
export function drawExponential({ scale, shift, high }: Exponential, random: RandomStream): number {
  const x = shift - scale * log1p(-random.uniform());
  return x < high ? x : Math.max(nextDown(high), shift);
}

/** Numbers in [low, high). */
export function sampleUniform({ low, high, integer }: Uniform, out: Float64Array, random: RandomStream): Float64Array {
  fillUniform(random, low, high, out);
  return integer ? out.map(Math.floor) : out;
}
