import type { Uniform } from '@rheobase/core';
import { nextDown, type RandomStream } from '@rheobase/math';

/** One number in [low, high). */
export function drawUniform({ low, high, integer }: Uniform, random: RandomStream): number {
  const drawn = low + (high - low) * random.uniform();
  // Rounding may reach the upper end.
  const x = drawn < high || low === high ? drawn : nextDown(high);
  return integer ? Math.floor(x) : x;
}
