import type { Tape } from '../tape.js';

/** Word k of a record: an address, a stride or a count. */
export const word = ({ words }: Tape, at: number, k: number): number => words[(at >>> 2) + 2 + k]! >>> 0;

/** The real that takes words k and k + 1, in float64. */
export const double = ({ view }: Tape, at: number, k: number): number => view.getFloat64(at + 8 + 4 * k, true);

/** The same in the precision of the table. */
export const real = (tape: Tape, at: number, k: number): number => tape.round(double(tape, at, k));

/** Word k as the place of reals: an index. */
export const place = (tape: Tape, at: number, k: number): number => word(tape, at, k) >>> tape.shift;

/** Word k as a place of words: an index. */
export const list = (tape: Tape, at: number, k: number): number => word(tape, at, k) >>> 2;
