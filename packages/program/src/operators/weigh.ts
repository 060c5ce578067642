import { byColumns, byRows, productProblem } from './mat-vec.js';
import { activeShare, type BuiltinOperator, type OperatorBase, type SignalId, whole } from './operator.js';

/** out = weights in, where the weights are a signal (rows, columns) that changes while it runs; sums as in `matVec`. */
export interface Weigh extends OperatorBase {
  readonly kind: 'weigh';
  readonly in: SignalId;
  readonly out: SignalId;
  readonly weights: SignalId;
  readonly rows: number;
  readonly columns: number;
}

export const weigh: BuiltinOperator<Weigh> = {
  access: ({ in: input, out, weights }) => ({ sets: [whole(out)], reads: [whole(input), whole(weights)] }),
  check: (operator, signals) =>
    signals.size(operator.weights) === operator.rows * operator.columns
      ? productProblem(operator, signals)
      : 'has weights of another size than rows × columns',
  operations: ({ in: input, rows, columns }, signals) => rows * columns * activeShare(signals, input),
  kernel: ({ in: input, out, weights, rows, columns }, signals) => {
    const [x, y, w] = [signals.get(input), signals.get(out), signals.get(weights)];
    if (!signals.sparse(input)) return byRows(w, rows * columns, x, y, rows, columns);
    return byColumns(w, { item: rows * columns, row: columns, column: 1 }, x, y, rows, columns);
  },
  adjoint: () => ({ none: 'its weights change while it runs' }),
};
