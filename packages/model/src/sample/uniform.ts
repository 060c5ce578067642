import type { Uniform } from '@rheobase/core';
import { fillUniform } from '@rheobase/kernels';
import type { RandomStream } from '@rheobase/math';

/** Numbers in [low, high). */
export function sampleUniform({ low, high, integer }: Uniform, out: Float64Array, random: RandomStream): Float64Array {
  fillUniform(random, low, high, out);
  return integer ? out.map(Math.floor) : out;
}
