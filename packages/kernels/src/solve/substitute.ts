import type { Lend, SolveMachine } from '../machine.js';
import { padded, putLower, type Symmetric } from './symmetric.js';

/** Rows solved for before the others are brought up to date. A multiple of 6. */
const PANEL = 60;

/** Where things lie: L, X in rows of `width`, the rows solved for with their sign changed, those packed, and a part of L packed. */
interface Places {
  readonly stride: number;
  readonly width: number;
  readonly x: number;
  readonly solved: number;
  readonly packed: number;
  readonly factor: number;
}

/** Takes the rows [from, to) of X, in ascending or descending order, times a part of L out of other rows. */
function bringUpToDate(
  machine: SolveMachine,
  v: Float64Array,
  places: Places,
  from: number,
  to: number,
  order: 'ascending' | 'descending',
): void {
  const { stride, width, x, solved, packed, factor } = places;
  const depth = to - from;
  for (let k = 0; k < depth; k++) {
    const row = x + (order === 'ascending' ? from + k : to - 1 - k) * width;
    for (let c = 0; c < width; c++) v[solved + k * width + c] = -v[row + c]!;
  }
  machine.packColumns(solved, width, width, depth, packed);
  if (order === 'ascending') {
    machine.packRows(to * stride + from, stride, stride - to, depth, factor);
    machine.multiply(x + to * width, width, factor, stride - to, packed, width, depth);
  } else {
    machine.packColumns((to - 1) * stride, -stride, from, depth, factor);
    machine.multiply(x, width, factor, from, packed, width, depth);
  }
}

/**
 * X with L L' X = B for B (n, k), row-major. Every element takes its products out in the order of the rows solved for, first ascending, then
 * descending, whatever the panels.
 */
export function substitute(factorised: Symmetric, b: Float64Array, k: number, lend: Lend): Float64Array {
  const { n, stride } = factorised;
  const width = padded(k);
  const x = stride * stride;
  const solved = x + stride * width;
  const packed = solved + PANEL * width;
  const factor = packed + PANEL * width;
  const places = { stride, width, x, solved, packed, factor };
  return lend(factor + Math.max(PANEL, k) * stride, (machine, v) => {
    putLower(v, factorised);
    v.fill(0, x, solved);
    v.set(b, factor);
    machine.moveRows(factor, k, x, width, k, n);
    for (let i = n; i < stride; i++) v[i * stride + i] = 1;
    for (let from = 0; from < stride; from += PANEL) {
      const to = Math.min(stride, from + PANEL);
      machine.forward(from * stride + from, stride, x + from * width, width, to - from);
      if (to < stride) bringUpToDate(machine, v, places, from, to, 'ascending');
    }
    for (let from = Math.floor((stride - 1) / PANEL) * PANEL; from >= 0; from -= PANEL) {
      const to = Math.min(stride, from + PANEL);
      machine.backward(from * stride + from, stride, x + from * width, width, to - from);
      if (from > 0) bringUpToDate(machine, v, places, from, to, 'descending');
    }
    machine.moveRows(x, width, x, k, k, n);
    return v.slice(x, x + n * k);
  });
}
