import type { Uniform } from '@rheobase/core';
import { nextDown, type RandomStream } from '@rheobase/math';

/** Numbers in [low, high). */
export function sampleUniform({ low, high, integer }: Uniform, out: Float64Array, random: RandomStream): Float64Array {
  random.uniforms(out);
  for (let i = 0; i < out.length; i++) {
    const drawn = low + (high - low) * (out[i] ?? 0);
    // Rounding may reach the upper end.
    const x = drawn < high || low === high ? drawn : nextDown(high);
    out[i] = integer ? Math.floor(x) : x;
  }
  return out;
}
