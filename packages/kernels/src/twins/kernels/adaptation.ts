import type { Tape } from '../tape.js';
import { withoutTiny } from './filter.js';
import { place } from './record.js';

// The twins of assembly/neurons/adaptation.ts, with their words.

export function subtract(tape: Tape, at: number): void {
  const { reals } = tape;
  const [x, y, out, n] = [place(tape, at, 0), place(tape, at, 1), place(tape, at, 2), place(tape, at, 3)];
  for (let i = 0; i < n; i++) reals[out + i] = reals[x + i]! - reals[y + i]!;
}

export function adapt(tape: Tape, at: number): void {
  const { reals, round } = tape;
  const [stride, paces, increments] = [place(tape, at, 2), place(tape, at, 3), place(tape, at, 4)];
  for (let item = 0; item < tape.items; item++) {
    const [adaptation, out] = [place(tape, at, 0) + item * stride, place(tape, at, 1) + item * stride];
    for (let i = 0; i < stride; i++) {
      const now = reals[adaptation + i]!;
      const towards = round(round(reals[increments + i]! * reals[out + i]!) - now);
      reals[adaptation + i] = withoutTiny(tape, round(now + round(reals[paces + i]! * towards)));
    }
  }
}
