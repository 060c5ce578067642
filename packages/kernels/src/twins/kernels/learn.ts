import type { Tape } from '../tape.js';
import { inOrder, outer, product } from './products.js';
import { place, real, word } from './record.js';

// The twins of assembly/operators/learn.ts, rls.ts and hebbian.ts, with their words.

/** Where an item of a signal lies whose place is word k, with its stride after it. */
const itemAt = (tape: Tape, at: number, k: number, item: number): number => place(tape, at, k) + item * place(tape, at, k + 1);

export function pes(tape: Tape, at: number): void {
  const factor = real(tape, at, 8);
  for (let item = 0; item < tape.items; item++) {
    const [delta, error, pre] = [itemAt(tape, at, 0, item), itemAt(tape, at, 2, item), itemAt(tape, at, 4, item)];
    outer(tape, delta, factor, error, pre, word(tape, at, 6), word(tape, at, 7));
  }
}

export function rls(tape: Tape, at: number): void {
  const { reals, round } = tape;
  const [n, r] = [word(tape, at, 9), place(tape, at, 10)];
  for (let item = 0; item < tape.items; item++) {
    const [a, inverse] = [itemAt(tape, at, 4, item), itemAt(tape, at, 6, item)];
    for (let i = 0; i < n; i++) reals[r + i] = product(tape, inverse + i * n, a, n);
    const q = round(1 / round(1 + inOrder(tape, a, r, n)));
    for (let i = 0; i < n; i++) {
      const x = round(q * reals[r + i]!);
      for (let j = 0; j < n; j++) reals[inverse + i * n + j] = reals[inverse + i * n + j]! - round(x * reals[r + j]!);
    }
    outer(tape, itemAt(tape, at, 0, item), -q, itemAt(tape, at, 2, item), r, word(tape, at, 8), n);
  }
}

export function bcm(tape: Tape, at: number): void {
  const { reals, round } = tape;
  const [stride, moved, factor] = [place(tape, at, 4), place(tape, at, 9), real(tape, at, 10)];
  for (let item = 0; item < tape.items; item++) {
    const [post, theta] = [place(tape, at, 2) + item * stride, place(tape, at, 3) + item * stride];
    for (let i = 0; i < stride; i++) reals[moved + i] = reals[post + i]! * round(reals[post + i]! - reals[theta + i]!);
    outer(tape, itemAt(tape, at, 0, item), factor, moved, itemAt(tape, at, 5, item), word(tape, at, 7), word(tape, at, 8));
  }
}

/** Row r of delta = rate (gain x - loss weights). */
function towards(tape: Tape, at: number, item: number, r: number, rate: number, gain: number, x: number, loss: number): void {
  const { reals, round } = tape;
  const columns = word(tape, at, 9);
  const [delta, row] = [itemAt(tape, at, 0, item) + r * columns, itemAt(tape, at, 6, item) + r * columns];
  for (let c = 0; c < columns; c++) reals[delta + c] = rate * round(round(gain * reals[x + c]!) - round(loss * reals[row + c]!));
}

export function oja(tape: Tape, at: number): void {
  const { reals, round } = tape;
  const [factor, beta] = [real(tape, at, 10), real(tape, at, 12)];
  for (let item = 0; item < tape.items; item++) {
    const [post, pre] = [itemAt(tape, at, 2, item), itemAt(tape, at, 4, item)];
    for (let r = 0; r < word(tape, at, 8); r++) {
      const y = reals[post + r]!;
      towards(tape, at, item, r, factor, y, pre, round(round(beta * y) * y));
    }
  }
}

export function voja(tape: Tape, at: number): void {
  const { reals, round } = tape;
  const [factor, scale] = [real(tape, at, 10), place(tape, at, 14)];
  for (let item = 0; item < tape.items; item++) {
    const rate = round(factor * reals[itemAt(tape, at, 12, item)]!);
    const [post, input] = [itemAt(tape, at, 2, item), itemAt(tape, at, 4, item)];
    for (let r = 0; r < word(tape, at, 8); r++) {
      const y = reals[post + r]!;
      towards(tape, at, item, r, rate, round(reals[scale + r]! * y), input, y);
    }
  }
}
