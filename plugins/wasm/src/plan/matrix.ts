import { gatherParameter, type Operator, type Parameter } from '@rheobase/program';
import type { Planner } from './table/planner.js';

/** By columns, from spikes alone where the input is mostly zero; a single row as a dot product. */
export function planMatVec(planner: Planner, operator: Operator<Parameter, 'matVec'>): number {
  const { in: source, out, matrix, rows, columns } = operator;
  const [x, y] = [planner.place(source), planner.place(out)];
  const laid = rows === 1 ? planner.reals(matrix) : planner.columns(matrix, rows, columns);
  const words = [x.at, x.stride, y.at, y.stride, laid, planner.stride(rows), columns];
  if (!planner.isSparse(source)) return planner.emit(rows === 1 ? 'dot' : 'matVec', ...words);
  const counted = planner.activity(operator, columns);
  return planner.emit(rows === 1 ? 'dotEvents' : 'matVecEvents', ...words, ...planner.events(source), counted);
}

/** Weights that change, by rows. */
export function planWeigh(planner: Planner, operator: Operator<Parameter, 'weigh'>): number {
  const { in: source, out, weights, rows, columns } = operator;
  const [x, y, w] = [planner.place(source), planner.place(out), planner.place(weights)];
  const words = [x.at, x.stride, y.at, y.stride, w.at, w.stride, rows, columns];
  if (!planner.isSparse(source)) return planner.emit('weigh', ...words);
  return planner.emit('weighEvents', ...words, ...planner.events(source), planner.activity(operator, columns));
}

/** Where the entries of each of `count` lines begin, and the order that brings entries, sorted already within each, to their lines. */
function byLine(lines: Int32Array, count: number): { readonly starts: Int32Array; readonly order: Int32Array } {
  const starts = new Int32Array(count + 1);
  for (const line of lines) starts[line + 1] = (starts[line + 1] ?? 0) + 1;
  for (let line = 0; line < count; line++) starts[line + 1] = (starts[line + 1] ?? 0) + (starts[line] ?? 0);
  const next = starts.slice();
  const order = new Int32Array(lines.length);
  for (const [entry, line] of lines.entries()) {
    const at = next[line] ?? 0;
    order[at] = entry;
    next[line] = at + 1;
  }
  return { starts, order };
}

/** By columns where spikes come in, else by rows. */
export function planSparse(planner: Planner, operator: Operator<Parameter, 'sparseMatVec'>): number {
  const { in: source, out, rows, columns, values } = operator;
  const [x, y] = [planner.place(source), planner.place(out)];
  if (!planner.isSparse(source)) {
    const { starts, order } = byLine(rows, y.size);
    const [list, sorted] = [planner.integers(order.map(k => columns[k] ?? 0)), planner.reals(gatherParameter(values, order))];
    return planner.emit('sparseRows', x.at, x.stride, y.at, y.stride, y.size, planner.integers(starts), list, sorted);
  }
  const { starts, order } = byLine(columns, x.size);
  const list = planner.integers(order.map(k => (rows[k] ?? 0) * planner.real));
  const sorted = planner.reals(gatherParameter(values, order));
  const counted = planner.activity(operator, x.size);
  return planner.emit(
    'sparseEvents',
    x.at,
    x.stride,
    y.at,
    y.stride,
    x.size,
    planner.integers(starts),
    list,
    sorted,
    ...planner.events(source),
    counted,
  );
}
