import { exp } from '@rheobase/math';
import type { Tape } from '../tape.js';
import { list, place, word } from './record.js';

// The twins of assembly/operators/nodes.ts, with their words.

export function softmax(tape: Tape, at: number): void {
  const { reals } = tape;
  const [stride, n] = [place(tape, at, 2), word(tape, at, 3)];
  for (let item = 0; item < tape.items; item++) {
    const [x, y] = [place(tape, at, 0) + item * stride, place(tape, at, 1) + item * stride];
    let highest = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < n; i++) highest = Math.max(highest, reals[x + i]!);
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const e = exp(reals[x + i]! - highest);
      reals[y + i] = e;
      sum += e;
    }
    for (let i = 0; i < n; i++) reals[y + i] = reals[y + i]! / sum;
  }
}

export function argmax(tape: Tape, at: number): void {
  const { reals } = tape;
  const [stride, n] = [place(tape, at, 2), word(tape, at, 3)];
  for (let item = 0; item < tape.items; item++) {
    const [x, y] = [place(tape, at, 0) + item * stride, place(tape, at, 1) + item * stride];
    reals.fill(0, y, y + stride);
    let best = 0;
    for (let i = 1; i < n; i++) if (reals[x + i]! > reals[x + best]!) best = i;
    reals[y + best] = 1;
  }
}

export function maxPool(tape: Tape, at: number): void {
  const { reals, words } = tape;
  const [outputs, cells, windows] = [word(tape, at, 4), word(tape, at, 5), list(tape, at, 6)];
  const [sums, best, gate] = [place(tape, at, 7), place(tape, at, 8), word(tape, at, 9) !== 0];
  for (let item = 0; item < tape.items; item++) {
    const [first, to] = [item * place(tape, at, 1), item * place(tape, at, 3)];
    const [x, y] = [place(tape, at, 0) + first, place(tape, at, 2) + to];
    const ranked = sums === 0 ? x : sums + first;
    if (sums !== 0) for (let i = 0; i < place(tape, at, 1); i++) reals[ranked + i] = reals[ranked + i]! + reals[x + i]!;
    for (let o = 0; o < outputs; o++) {
      let winner = -1;
      for (let cell = 0; cell < cells; cell++) {
        const index = words[windows + o * cells + cell]!;
        if (index >= 0 && (winner < 0 || reals[ranked + index]! > reals[ranked + winner]!)) winner = index;
      }
      const top = winner < 0 ? 0 : reals[ranked + winner]!;
      if (gate) reals[y + o] = winner < 0 ? 0 : reals[x + winner]!;
      else if (best === 0) reals[y + o] = top;
      else {
        reals[y + o] = top - reals[best + to + o]!;
        reals[best + to + o] = top;
      }
    }
  }
}
