import type { Tape } from '../tape.js';

/** Words from the start of a list, how many events it holds, to its first event. */
export const LIST = 4;

/** The list of what is not zero among n reals from index x on, as an index of words; made here unless who wrote them keeps it (stride not 0). */
export function eventsOf({ words, reals }: Tape, x: number, n: number, lists: number, stride: number, item: number): number {
  const at = (lists + item * stride) >>> 2;
  if (stride !== 0) return at;
  let end = at + LIST;
  for (let i = 0; i < n; i++) if (reals[x + i] !== 0) words[end++] = i;
  words[at] = end - at - LIST;
  return at;
}

/** Writes how many events a list holds that ends here; what fills up the last vector does not count. */
export function closeList({ words }: Tape, at: number, end: number, n: number): void {
  let last = end;
  while (last > at + LIST && words[last - 1]! >= n) last--;
  words[at] = last - at - LIST;
}

/** Counts what an operator that goes by events has met. */
export function count({ doubles }: Tape, address: number, events: number, dense: boolean): void {
  const at = address >>> 3;
  doubles[at] = doubles[at]! + events;
  const way = at + (dense ? 2 : 1);
  doubles[way] = doubles[way]! + 1;
}
