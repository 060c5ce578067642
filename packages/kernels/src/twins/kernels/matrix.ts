import type { Tape } from '../tape.js';
import { count, eventsOf, LIST } from './events.js';
import { product } from './products.js';
import { place, word } from './record.js';

// The twins of assembly/operators/matrix.ts and weigh.ts, with their words.

/** y = the listed columns of a matrix by columns times x; all of them without a list. */
function byColumns({ reals, words, round }: Tape, m: number, stride: number, x: number, columns: number, events: number, y: number): void {
  reals.fill(0, y, y + stride);
  for (let k = 0; k < columns; k++) {
    const column = events === 0 ? k : words[events + k]!;
    const value = reals[x + column]!;
    const from = m + column * stride;
    for (let r = 0; r < stride; r++) reals[y + r] = reals[y + r]! + round(reals[from + r]! * value);
  }
}

export function matVec(tape: Tape, at: number): void {
  for (let item = 0; item < tape.items; item++) {
    const x = place(tape, at, 0) + item * place(tape, at, 1);
    const y = place(tape, at, 2) + item * place(tape, at, 3);
    byColumns(tape, place(tape, at, 4), place(tape, at, 5), x, word(tape, at, 6), 0, y);
  }
}

export function matVecEvents(tape: Tape, at: number): void {
  const columns = word(tape, at, 6);
  for (let item = 0; item < tape.items; item++) {
    const x = place(tape, at, 0) + item * place(tape, at, 1);
    const y = place(tape, at, 2) + item * place(tape, at, 3);
    const events = eventsOf(tape, x, columns, word(tape, at, 7), word(tape, at, 8), item);
    const found = tape.words[events]!;
    const dense = 4 * found > 3 * columns;
    count(tape, word(tape, at, 9), found, dense);
    byColumns(tape, place(tape, at, 4), place(tape, at, 5), x, dense ? columns : found, dense ? 0 : events + LIST, y);
  }
}

/** The sum of the products of listed elements. */
function listed({ reals, words, round }: Tape, m: number, x: number, events: number): number {
  let sum = 0;
  const end = events + LIST + words[events]!;
  for (let p = events + LIST; p < end; p++) sum = round(sum + round(reals[m + words[p]!]! * reals[x + words[p]!]!));
  return sum;
}

export function dotEvents(tape: Tape, at: number): void {
  for (let item = 0; item < tape.items; item++) {
    const x = place(tape, at, 0) + item * place(tape, at, 1);
    const events = eventsOf(tape, x, word(tape, at, 6), word(tape, at, 7), word(tape, at, 8), item);
    count(tape, word(tape, at, 9), tape.words[events]!, false);
    tape.reals[place(tape, at, 2) + item * place(tape, at, 3)] = listed(tape, place(tape, at, 4), x, events);
  }
}

export function dot(tape: Tape, at: number): void {
  for (let item = 0; item < tape.items; item++) {
    const x = place(tape, at, 0) + item * place(tape, at, 1);
    tape.reals[place(tape, at, 2) + item * place(tape, at, 3)] = product(tape, place(tape, at, 4), x, word(tape, at, 6));
  }
}

export function weigh(tape: Tape, at: number): void {
  const [rows, columns] = [word(tape, at, 6), word(tape, at, 7)];
  for (let item = 0; item < tape.items; item++) {
    const x = place(tape, at, 0) + item * place(tape, at, 1);
    const y = place(tape, at, 2) + item * place(tape, at, 3);
    const weights = place(tape, at, 4) + item * place(tape, at, 5);
    for (let r = 0; r < rows; r++) tape.reals[y + r] = product(tape, weights + r * columns, x, columns);
  }
}

export function weighEvents(tape: Tape, at: number): void {
  const [rows, columns] = [word(tape, at, 6), word(tape, at, 7)];
  for (let item = 0; item < tape.items; item++) {
    const x = place(tape, at, 0) + item * place(tape, at, 1);
    const y = place(tape, at, 2) + item * place(tape, at, 3);
    const weights = place(tape, at, 4) + item * place(tape, at, 5);
    const events = eventsOf(tape, x, columns, word(tape, at, 8), word(tape, at, 9), item);
    count(tape, word(tape, at, 10), tape.words[events]!, false);
    for (let r = 0; r < rows; r++) tape.reals[y + r] = listed(tape, weights + r * columns, x, events);
  }
}
