import type { Tape } from '../tape.js';
import { double, list, place, real, word } from './record.js';

// The twins of assembly/operators/signals.ts and sum.ts, with their words.

const move = ({ bytes }: Tape, to: number, from: number, count: number): void => void bytes.copyWithin(to, from, from + count);

export function fill(tape: Tape, at: number): void {
  const out = place(tape, at, 0);
  tape.reals.fill(real(tape, at, 2), out, out + place(tape, at, 1));
}

export function assign(tape: Tape, at: number): void {
  const stride = word(tape, at, 1);
  for (let item = 0; item < tape.items; item++) move(tape, word(tape, at, 0) + item * stride, word(tape, at, 2), stride);
}

/** A little above the rounding of times. */
const EARLY = 1e-7;

export function table(tape: Tape, at: number): void {
  const [stride, rows, dt, each] = [word(tape, at, 1), word(tape, at, 3), double(tape, at, 5), double(tape, at, 7)];
  const turn = each === 0 ? tape.step - 1 : Math.floor((tape.step * dt - dt) / each + EARLY);
  const now = word(tape, at, 4) === 0 ? Math.min(turn, rows - 1) : turn % rows;
  for (let item = 0; item < tape.items; item++) move(tape, word(tape, at, 0) + item * stride, word(tape, at, 2) + now * stride, stride);
}

export function input(tape: Tape, at: number): void {
  const bytes = word(tape, at, 1);
  move(tape, word(tape, at, 0), word(tape, at, 2) + tape.row * bytes, bytes);
}

export function record(tape: Tape, at: number): void {
  const bytes = word(tape, at, 1);
  const next = word(tape, at, 5);
  if (next < word(tape, at, 4) && tape.words[list(tape, at, 3) + next] === tape.row) {
    move(tape, word(tape, at, 2) + next * bytes, word(tape, at, 0), bytes);
    tape.words[(at >>> 2) + 7] = next + 1;
  }
  if (word(tape, at, 7) === tape.row) move(tape, word(tape, at, 6), word(tape, at, 0), bytes);
}

export function gather(tape: Tape, at: number): void {
  const { reals, words, round } = tape;
  const n = word(tape, at, 4);
  const indices = list(tape, at, 5);
  const factors = place(tape, at, 6);
  const step = place(tape, at, 7);
  for (let item = 0; item < tape.items; item++) {
    const x = place(tape, at, 0) + item * place(tape, at, 1);
    const y = place(tape, at, 2) + item * place(tape, at, 3);
    for (let i = 0; i < n; i++) {
      const index = indices === 0 ? i : words[indices + i]!;
      const value = index < 0 ? 0 : reals[x + index]!;
      reals[y + i] = factors === 0 ? value : round(reals[factors + i * step]! * value);
    }
  }
}

export const copy = (tape: Tape, at: number): void => move(tape, word(tape, at, 1), word(tape, at, 0), word(tape, at, 2));

export function addAll(tape: Tape, at: number): void {
  const { reals } = tape;
  const [x, y, n] = [place(tape, at, 0), place(tape, at, 1), place(tape, at, 2)];
  for (let i = 0; i < n; i++) reals[y + i] = reals[y + i]! + reals[x + i]!;
}

export function addScaled(tape: Tape, at: number): void {
  const { reals, round } = tape;
  const [stride, factors] = [place(tape, at, 2), place(tape, at, 3)];
  for (let item = 0; item < tape.items; item++) {
    const [x, y] = [place(tape, at, 0) + item * stride, place(tape, at, 1) + item * stride];
    for (let i = 0; i < stride; i++) reals[y + i] = reals[y + i]! + round(reals[factors + i]! * reals[x + i]!);
  }
}

export function addRange(tape: Tape, at: number): void {
  const { reals, round } = tape;
  const [n, factors] = [word(tape, at, 4), place(tape, at, 5)];
  for (let item = 0; item < tape.items; item++) {
    const x = place(tape, at, 0) + item * place(tape, at, 1);
    const y = place(tape, at, 2) + item * place(tape, at, 3);
    for (let i = 0; i < n; i++) {
      const value = reals[x + i]!;
      reals[y + i] = reals[y + i]! + (factors === 0 ? value : round(reals[factors + i]! * value));
    }
  }
}

export function addSome(tape: Tape, at: number): void {
  const { reals, words, round } = tape;
  const [n, from, to, factors] = [word(tape, at, 4), list(tape, at, 5), list(tape, at, 6), place(tape, at, 7)];
  for (let item = 0; item < tape.items; item++) {
    const x = place(tape, at, 0) + item * place(tape, at, 1);
    const y = place(tape, at, 2) + item * place(tape, at, 3);
    for (let i = 0; i < n; i++) {
      const value = reals[x + (from === 0 ? i : words[from + i]!)]!;
      const p = y + (to === 0 ? i : words[to + i]!);
      reals[p] = reals[p]! + (factors === 0 ? value : round(reals[factors + i]! * value));
    }
  }
}

export function sum(tape: Tape, at: number): void {
  const { reals, round } = tape;
  const [out, stride, base, terms] = [place(tape, at, 0), place(tape, at, 1), place(tape, at, 2), word(tape, at, 5)];
  const start = real(tape, at, 3);
  for (let item = 0; item < tape.items; item++) {
    const first = item * stride;
    for (let i = 0; i < stride; i++) {
      let total = base === 0 ? start : reals[base + i]!;
      for (let term = 0; term < terms; term++) {
        const x = reals[place(tape, at, 6 + 2 * term) + first + i]!;
        const factors = place(tape, at, 7 + 2 * term);
        total = round(total + (factors === 0 ? x : round(reals[factors + i]! * x)));
      }
      reals[out + first + i] = total;
    }
  }
}
