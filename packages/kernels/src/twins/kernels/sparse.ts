import type { Tape } from '../tape.js';
import { count, eventsOf, LIST } from './events.js';
import { list, place, word } from './record.js';

// The twins of assembly/operators/sparse.ts, with their words.

export function sparseRows(tape: Tape, at: number): void {
  const { reals, words, round } = tape;
  const [rows, starts, columns, values] = [word(tape, at, 4), list(tape, at, 5), list(tape, at, 6), place(tape, at, 7)];
  for (let item = 0; item < tape.items; item++) {
    const x = place(tape, at, 0) + item * place(tape, at, 1);
    const y = place(tape, at, 2) + item * place(tape, at, 3);
    for (let r = 0; r < rows; r++) {
      let sum = 0;
      const end = words[starts + r + 1]!;
      for (let k = words[starts + r]!; k < end; k++) sum = round(sum + round(reals[values + k]! * reals[x + words[columns + k]!]!));
      reals[y + r] = sum;
    }
  }
}

export function sparseEvents(tape: Tape, at: number): void {
  const { reals, words, round } = tape;
  const [starts, rows, values] = [list(tape, at, 5), list(tape, at, 6), place(tape, at, 7)];
  for (let item = 0; item < tape.items; item++) {
    const x = place(tape, at, 0) + item * place(tape, at, 1);
    const y = place(tape, at, 2) + item * place(tape, at, 3);
    reals.fill(0, y, y + place(tape, at, 3));
    const events = eventsOf(tape, x, word(tape, at, 4), word(tape, at, 8), word(tape, at, 9), item);
    count(tape, word(tape, at, 10), words[events]!, false);
    for (let e = 0; e < words[events]!; e++) {
      const column = words[events + LIST + e]!;
      const value = reals[x + column]!;
      const end = words[starts + column + 1]!;
      for (let k = words[starts + column]!; k < end; k++) {
        const p = y + (words[rows + k]! >>> tape.shift);
        reals[p] = reals[p]! + round(reals[values + k]! * value);
      }
    }
  }
}
