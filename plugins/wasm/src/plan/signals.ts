import type { Add, Assign, Fill, Gather, Table } from '@rheobase/program';
import type { Planner } from './planner.js';

export function planFill(planner: Planner, { out, value }: Fill): void {
  const place = planner.place(out);
  planner.emit('fill', place.at, planner.bytes(place), { real: value });
}

export function planAssign(planner: Planner, { out, values }: Assign): void {
  const { at, stride } = planner.place(out);
  planner.emit('assign', at, stride, planner.reals(values));
}

/** Bytes of a table that are worth a memory of its own; longer ones are laid out chunk by chunk. */
const LONG = 2 ** 26;
/** Rows in a step, at most; with more the number of a row may be none that the module can count to. */
const HASTY = 1000;

/** Rows in turn; false where there are too many, so that the host gives them. */
export function planTable(planner: Planner, table: Table): boolean {
  const { out, rows, each, repeats } = table;
  const { at, stride } = planner.place(out);
  const { dt } = planner.program;
  if (rows * stride > LONG || (each !== null && HASTY * each < dt)) return false;
  planner.emit('table', at, stride, planner.table(table), rows, repeats ? 1 : 0, { real: dt }, { real: each ?? 0 });
  return true;
}

export function planGather(planner: Planner, { in: source, out, indices, factors }: Gather): void {
  const [x, y] = [planner.place(source), planner.place(out)];
  if (indices === null && factors === null) {
    planner.emit('copy', x.at, y.at, planner.bytes(y));
    return;
  }
  planner.emit(
    'gather',
    x.at,
    x.stride,
    y.at,
    y.stride,
    y.size,
    indices === null ? 0 : planner.integers(indices),
    factors === null ? 0 : planner.reals(factors),
    factors === null || factors.length === 1 ? 0 : planner.real,
  );
}

/** The first of elements that lie in a row; null where they do not. */
function rangeOf(elements: Int32Array | null): number | null {
  if (elements === null) return 0;
  const first = elements[0] ?? 0;
  return elements.every((element, i) => element === first + i) ? first : null;
}

export function planAdd(planner: Planner, { in: source, out, from, to, factors }: Add): void {
  const [x, y] = [planner.place(source), planner.place(out)];
  const count = from?.length ?? to?.length ?? x.size;
  const [first, last] = [rangeOf(from), rangeOf(to)];
  const scale = factors === null ? 0 : planner.reals(factors);
  if (from === null && to === null && x.size === y.size) {
    if (factors === null) planner.emit('addAll', x.at, y.at, planner.bytes(y));
    else planner.emit('addScaled', x.at, y.at, y.stride, scale);
  } else if (first !== null && last !== null) {
    planner.emit('addRange', x.at + first * planner.real, x.stride, y.at + last * planner.real, y.stride, count, scale);
  } else {
    const list = (elements: Int32Array | null) => (elements === null ? 0 : planner.integers(elements));
    planner.emit('addSome', x.at, x.stride, y.at, y.stride, count, list(from), list(to), scale);
  }
}
