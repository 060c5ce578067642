import { type Add, addWhole } from './add.js';
import { activeShare, type BuiltinOperator, type Numbers, type OperatorBase, type SignalId, whole } from './operator.js';

/** out = the matrix with the listed entries times in; entries sorted by row, then column. */
export interface SparseMatVec<N = Float64Array> extends OperatorBase {
  readonly kind: 'sparseMatVec';
  readonly in: SignalId;
  readonly out: SignalId;
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  readonly values: N;
}

export const sparseMatVec: BuiltinOperator<SparseMatVec<Numbers>, SparseMatVec, SparseMatVec | Add> = {
  access: ({ in: input, out }) => ({ sets: [whole(out)], reads: [whole(input)] }),
  check: ({ rows, columns, values }) =>
    rows.length === values.length && columns.length === values.length ? null : 'has lists of rows, columns and values of different lengths',
  operations: ({ in: input, values }, signals) => values.length * activeShare(signals, input),
  kernel: ({ in: input, out, rows, columns, values }, signals) => {
    const x = signals.get(input);
    const y = signals.get(out);
    const sizeIn = signals.size(input);
    const sizeOut = signals.size(out);
    return () => {
      y.fill(0);
      for (let item = 0; item < signals.batch; item++) {
        for (let k = 0; k < values.length; k++) {
          const at = item * sizeOut + rows[k]!;
          y[at] = y[at]! + values[k]! * x[item * sizeIn + columns[k]!]!;
        }
      }
    };
  },
  adjoint: ({ source, in: input, out, rows, columns, values }, backward) => {
    const [x, y] = [backward.gradient(input), backward.gradient(out)];
    if (x === null || y === null) return [];
    // A stable sort: entries of one column stay in ascending order of rows.
    const order = Array.from(columns.keys()).sort((a, b) => (columns[a] ?? 0) - (columns[b] ?? 0));
    const pick = (list: Int32Array): Int32Array => Int32Array.from(order, k => list[k] ?? 0);
    const part = backward.temporary(backward.size(input));
    const turned = { rows: pick(columns), columns: pick(rows), values: Float64Array.from(order, k => values[k] ?? 0) };
    return [{ kind: 'sparseMatVec', source, in: y, out: part, ...turned }, addWhole(source, part, x)];
  },
};
