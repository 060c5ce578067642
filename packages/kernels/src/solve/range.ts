import type { Lend } from '../machine.js';

/** The lowest and the highest of some numbers. */
export interface NumberRange {
  readonly lowest: number;
  readonly highest: number;
}

/** Numbers looked at in one go (1 MiB). */
const BLOCK = 131_072;

/** The range of these numbers, zeros where there are none; null where one of them is not finite. */
export function rangeOf(values: Float64Array, lend: Lend): NumberRange | null {
  if (values.length === 0) return { lowest: 0, highest: 0 };
  const room = Math.min(BLOCK, values.length + 1);
  return lend(room + 2, (machine, numbers) => {
    let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let from = 0; from < values.length; from += BLOCK) {
      const count = Math.min(BLOCK, values.length - from);
      numbers.set(values.subarray(from, from + count));
      // An odd count is made even by its last number.
      if (count % 2 === 1) numbers[count] = numbers[count - 1]!;
      if (machine.range(0, (count + 1) & ~1, room) === 0) return null;
      lowest = Math.min(lowest, numbers[room]!);
      highest = Math.max(highest, numbers[room + 1]!);
    }
    // Of two zeros either sign may have been met first.
    return { lowest: lowest + 0, highest: highest + 0 };
  });
}
