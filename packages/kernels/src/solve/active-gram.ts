import { roomOfActive, type SolveMachine } from '../machine.js';
import { clearLower, DEPTH, type Factor, padded } from './symmetric.js';

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

/** Columns by how many of the first products are not zero in them, most first, and the share of these. */
function orderOf({ values, rows, columns: n }: Factor, { source, counts }: Places, machine: SolveMachine, numbers: Float64Array) {
  const depth = Math.min(DEPTH, rows);
  numbers.set(values.subarray(0, depth * n), source);
  numbers.fill(0, counts, counts + n);
  machine.countActive(source, n, depth, counts);
  // Counting sort: where the columns of each count begin.
  const begin = new Int32Array(depth + 2);
  let active = 0;
  for (let i = 0; i < n; i++) {
    const count = numbers[counts + i]!;
    active += count;
    begin[depth - count + 1]!++;
  }
  for (let k = 1; k < begin.length; k++) begin[k]! += begin[k - 1]!;
  const order = new Float64Array(n);
  for (let i = 0; i < n; i++) order[begin[depth - numbers[counts + i]!]!++] = i;
  return { share: active / (n * depth), order };
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
  clearLower(numbers, 0, stride);
  clearLower(numbers, picked, stride);
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
