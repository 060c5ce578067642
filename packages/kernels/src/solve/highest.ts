import type { Lend } from './machine.js';

/** Numbers looked at in one go (1 MiB). */
const BLOCK = 131_072;

/** The largest size of these numbers, 0 where there are none; -1 where one of them is not finite. */
export function highestOf(values: Float64Array, lend: Lend): number {
  return lend(Math.min(BLOCK, values.length + 1), (machine, numbers) => {
    let most = 0;
    for (let from = 0; from < values.length; from += BLOCK) {
      const count = Math.min(BLOCK, values.length - from);
      numbers.set(values.subarray(from, from + count));
      // The last place of an odd count is filled up.
      if (count % 2 === 1) numbers[count] = 0;
      const found = machine.highest(0, (count + 1) & ~1);
      if (found < 0) return -1;
      most = Math.max(most, found);
    }
    return most;
  });
}
