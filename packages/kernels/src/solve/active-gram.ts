import { DEPTH, type Factor } from './factor.js';
import { roomOfActive, type SolveMachine } from './machine.js';
import { padded } from './symmetric.js';

/** More columns than this (a matrix of 512 MiB) leave no room for a second matrix. */
const LARGE = 8192;
/** Where a larger share of the factor is not zero, leaving zeros out does not pay. */
const DENSE = 0.9;

/** Where things lie behind the matrix: products as they lie in the factor, the same packed, what is active of them, the matrix picked, lists. */
interface Places {
  readonly source: number;
  readonly packed: number;
  readonly active: number;
  readonly picked: number;
  readonly counts: number;
  readonly order: number;
  readonly end: number;
}

function placesOf(n: number): Places {
  const stride = padded(n);
  const source = stride * stride;
  const packed = source + DEPTH * n;
  const active = packed + DEPTH * stride;
  const picked = active + (stride / 3) * roomOfActive(DEPTH);
  const counts = picked + stride * stride;
  return { source, packed, active, picked, counts, order: counts + n, end: counts + 2 * n };
}

/** How many numbers `writeActiveGram` needs; 0 where it does not apply. */
export const roomOfActiveGram = ({ columns, of }: Factor): number => (of === 'rows' || padded(columns) > LARGE ? 0 : placesOf(columns).end);

/** Columns, the most active of the first products first. */
function orderOf({ values, rows, columns: n }: Factor, { source, counts }: Places, machine: SolveMachine, numbers: Float64Array) {
  const depth = Math.min(DEPTH, rows);
  numbers.set(values.subarray(0, depth * n), source);
  numbers.fill(0, counts, counts + n);
  machine.countActive(source, n, depth, counts);
  const found = numbers.slice(counts, counts + n);
  const share = found.reduce((sum, count) => sum + count, 0) / (n * depth);
  return { share, order: Float64Array.from(found.keys()).sort((i, j) => found[j]! - found[i]! || i - j) };
}

/**
 * A'A at place 0, in rows of `padded(n)`, with the same bits as if zeros had been added: rates are zero at half of the points or more. Columns are
 * put in the order of their activity, so that three at once share their zeros, and each pair goes over the points of the rarer one. False,
 * and nothing written that counts, where hardly anything is zero.
 */
export function writeActiveGram(factor: Factor, machine: SolveMachine, numbers: Float64Array): boolean {
  const { values, rows, columns: n } = factor;
  const places = placesOf(n);
  const { source, packed, active, picked } = places;
  const stride = padded(n);
  const { share, order } = orderOf(factor, places, machine, numbers);
  if (share > DENSE) return false;
  numbers.set(order, places.order);
  numbers.fill(0, 0, stride * stride);
  numbers.fill(0, picked, picked + stride * stride);
  for (let from = 0; from < rows; from += DEPTH) {
    const depth = Math.min(DEPTH, rows - from);
    numbers.set(values.subarray(from * n, (from + depth) * n), source);
    machine.packPicked(source, n, places.order, n, depth, packed);
    machine.packActive(packed, stride, depth, active);
    machine.activeUpdate(picked, stride, active, packed, stride, depth);
  }
  machine.unpick(picked, stride, places.order, n, 0);
  return true;
}
