import type { Tape } from '../tape.js';
import { list, place, real, word } from './record.js';

// The twins of assembly/operators/filter.ts, with their words.

const TINY = Math.fround(1e-30);

/** In float32, zero in the place of what would end as a subnormal number. */
export const withoutTiny = ({ size }: Tape, x: number): number => (size === 4 && !(Math.abs(x) >= TINY) ? 0 : x);

export function gain(tape: Tape, at: number): void {
  const [u, y, n, d] = [place(tape, at, 0), place(tape, at, 1), place(tape, at, 2), real(tape, at, 3)];
  for (let i = 0; i < n; i++) tape.reals[y + i] = d * tape.reals[u + i]!;
}

export function first(tape: Tape, at: number): void {
  const { reals, round } = tape;
  const [u, y, n, a, b] = [place(tape, at, 0), place(tape, at, 1), place(tape, at, 2), real(tape, at, 3), real(tape, at, 5)];
  for (let i = 0; i < n; i++) reals[y + i] = withoutTiny(tape, round(round(a * reals[y + i]!) + round(b * reals[u + i]!)));
}

export function system(tape: Tape, at: number): void {
  const { reals, round } = tape;
  const [u, y, n, order, state] = [place(tape, at, 0), place(tape, at, 1), place(tape, at, 2), word(tape, at, 3), place(tape, at, 4)];
  const a = place(tape, at, 6);
  const [b, c, d] = [a + order * order, a + order * order + order, real(tape, at, 7)];
  const next = new Float64Array(order);
  const answer = (i: number): number => {
    let sum = 0;
    for (let k = 0; k < order; k++) sum = round(sum + round(reals[c + k]! * reals[state + k * n + i]!));
    return sum;
  };
  for (let i = 0; i < n; i++) {
    const now = reals[u + i]!;
    if (d !== 0) reals[y + i] = answer(i) + round(d * now);
    for (let k = 0; k < order; k++) {
      let sum = 0;
      for (let j = 0; j < order; j++) sum = round(sum + round(reals[a + k * order + j]! * reals[state + j * n + i]!));
      next[k] = withoutTiny(tape, round(sum + round(reals[b + k]! * now)));
    }
    for (let k = 0; k < order; k++) reals[state + k * n + i] = next[k]!;
    if (d === 0) reals[y + i] = answer(i);
  }
}

export function taps(tape: Tape, at: number): void {
  const { reals, round } = tape;
  const [u, y, n, past, state] = [place(tape, at, 0), place(tape, at, 1), place(tape, at, 2), word(tape, at, 3), place(tape, at, 4)];
  const weights = place(tape, at, 5);
  for (let i = 0; i < n; i++) {
    const now = reals[u + i]!;
    let sum = round(reals[weights]! * now);
    for (let k = 0; k < past; k++) sum = round(sum + round(reals[weights + k + 1]! * reals[state + k * n + i]!));
    for (let k = past - 1; k > 0; k--) reals[state + k * n + i] = reals[state + (k - 1) * n + i]!;
    if (past > 0) reals[state + i] = now;
    reals[y + i] = sum;
  }
}

export function ring(tape: Tape, at: number): void {
  const { bytes, words } = tape;
  const [width, position] = [word(tape, at, 2), list(tape, at, 5)];
  const now = words[position]!;
  const slot = word(tape, at, 3) + now * width;
  bytes.copyWithin(word(tape, at, 1), slot, slot + width);
  bytes.copyWithin(slot, word(tape, at, 0), word(tape, at, 0) + width);
  words[position] = now + 1 === word(tape, at, 4) ? 0 : now + 1;
}
