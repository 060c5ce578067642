import type { Pdf } from '@rheobase/core';
import type { RandomStream } from '@rheobase/math';

/** Draws by the inverse of the cumulative probability: half of each point's share lies below it, and between points it is linear. */
export function pdfDrawer({ x, p }: Pdf): (random: RandomStream) => number {
  const count = x.data.length;
  const centres = new Float64Array(count);
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const share = p.data[i] ?? 0;
    centres[i] = sum + 0.5 * share;
    sum += share;
  }
  const point = (i: number): number => x.data[i] ?? 0;
  return random => {
    const u = random.uniform();
    let [low, high] = [-1, count];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((centres[middle] ?? 0) <= u) low = middle;
      else high = middle;
    }
    if (low < 0 || high === count) return point(low < 0 ? 0 : count - 1);
    const [below = 0, above = 1] = [centres[low], centres[high]];
    return point(low) + ((u - below) / (above - below)) * (point(high) - point(low));
  };
}
