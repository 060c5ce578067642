import { sin } from '@rheobase/math';
import type { Tape, Twin } from '../tape.js';
import { place, real, word } from './record.js';

// The twins of assembly/operators/functions.ts, with their words.

/** Notes the first number that is not finite, unless something else was noted before: step, number, object, element. */
function note({ reals, words, doubles, step }: Tape, fault: number, whose: number, y: number): void {
  const at = fault >>> 3;
  if (doubles[at] !== 0) return;
  let i = 0;
  while (Number.isFinite(reals[y + i])) i++;
  doubles[at] = step;
  doubles[at + 1] = reals[y + i]!;
  words.set([whose, i], (fault >>> 2) + 4);
}

/** Applies `f` to every item: indices of its input and of its output, how many elements come in; gives how many come out. */
function items(tape: Tape, at: number, f: (x: number, y: number, n: number) => number): void {
  for (let item = 0; item < tape.items; item++) {
    const y = place(tape, at, 2) + item * place(tape, at, 3);
    const count = f(place(tape, at, 0) + item * place(tape, at, 1), y, word(tape, at, 4));
    const faulty = tape.reals.subarray(y, y + count).some(value => !Number.isFinite(value));
    if (faulty) note(tape, word(tape, at, 5), word(tape, at, 6), y);
  }
}

const each =
  (value: (x: number, round: Tape['round']) => number): Twin =>
  (tape, at) => {
    const { reals, round } = tape;
    items(tape, at, (x, y, n) => {
      for (let i = 0; i < n; i++) reals[y + i] = value(reals[x + i]!, round);
      return n;
    });
  };

export const square = each(x => x * x);
export const cube = each((x, round) => round(x * x) * x);
export const absolute = each(Math.abs);
export const sinPi = each(x => sin(Math.PI * x));

const thresholded =
  (value: (x: number, threshold: number) => number): Twin =>
  (tape, at) => {
    const threshold = real(tape, at, 7);
    each(x => (x > threshold ? value(x, threshold) : 0))(tape, at);
  };

export const heaviside = thresholded(() => 1);
export const ramp = thresholded((x, threshold) => x - threshold);
export const above = thresholded(x => x);

const all =
  (start: number, next: (total: number, x: number) => number, finish: (total: number) => number = total => total): Twin =>
  (tape, at) => {
    const { reals } = tape;
    items(tape, at, (x, y, n) => {
      let total = start;
      for (let i = 0; i < n; i++) total = next(total, reals[x + i]!);
      reals[y] = finish(total);
      return 1;
    });
  };

export const product = all(1, (total, x) => total * x);
export const total = all(0, (sum, x) => sum + x);
export const norm = all(0, (sum, x) => sum + x * x, Math.sqrt);
