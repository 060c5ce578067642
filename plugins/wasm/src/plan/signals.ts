import type { Operator, Parameter } from '@rheobase/program';
import type { Planned, Planner } from './table/planner.js';

export function planFill(planner: Planner, { out, value }: Operator<Parameter, 'fill'>): number {
  const place = planner.place(out);
  return planner.emit('fill', place.at, planner.bytes(place), { real: value });
}

export function planAssign(planner: Planner, { out, values }: Operator<Parameter, 'assign'>): number {
  const { at, stride } = planner.place(out);
  return planner.emit('assign', at, stride, planner.reals(values));
}

/** Bytes of a table that are worth a memory of its own; longer ones are written chunk by chunk. */
const LONG = 2 ** 26;
/** Rows in a step, at most; with more the number of a row may be none that the module can count to. */
const HASTY = 1000;

/** Rows in turn; if there are too many, the host gives them. */
export function planTable(planner: Planner, table: Operator<Parameter, 'table'>): Planned {
  const { out, rows, each, repeats } = table;
  const { at, stride } = planner.place(out);
  const { dt } = planner.program;
  if (rows * stride > LONG || (each !== null && HASTY * each < dt)) return { feature: null };
  return planner.emit('table', at, stride, planner.table(table), rows, repeats ? 1 : 0, { real: dt }, { real: each ?? 0 });
}

export function planGather(planner: Planner, { in: source, out, indices, factors }: Operator<Parameter, 'gather'>): number {
  const [x, y] = [planner.place(source), planner.place(out)];
  if (indices === null && factors === null) return planner.emit('copy', x.at, y.at, planner.bytes(y));
  return planner.emit(
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

/** The first of elements that follow one another; null if they do not. */
function rangeOf(elements: Int32Array | null): number | null {
  if (elements === null) return 0;
  const first = elements[0] ?? 0;
  return elements.every((element, i) => element === first + i) ? first : null;
}

export function planAdd(planner: Planner, { in: source, out, from, to, factors }: Operator<Parameter, 'add'>): number {
  const [x, y] = [planner.place(source), planner.place(out)];
  const count = from?.length ?? to?.length ?? x.size;
  const [first, last] = [rangeOf(from), rangeOf(to)];
  const scale = factors === null ? 0 : planner.reals(factors);
  if (from === null && to === null && x.size === y.size) {
    return factors === null ? planner.emit('addAll', x.at, y.at, planner.bytes(y)) : planner.emit('addScaled', x.at, y.at, y.stride, scale);
  }
  if (first !== null && last !== null)
    return planner.emit('addRange', x.at + first * planner.real, x.stride, y.at + last * planner.real, y.stride, count, scale);
  const list = (elements: Int32Array | null) => (elements === null ? 0 : planner.integers(elements));
  return planner.emit('addSome', x.at, x.stride, y.at, y.stride, count, list(from), list(to), scale);
}
