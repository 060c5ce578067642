import { type Add, addWhole } from './add.js';
import { activeShare, type BuiltinOperator, type Numbers, type OperatorBase, type SignalId, type Signals, whole } from './operator.js';

/** out = matrix in, each sum in ascending order of columns. */
export interface MatVec<N = Float64Array> extends OperatorBase {
  readonly kind: 'matVec';
  readonly in: SignalId;
  readonly out: SignalId;
  /** (rows, columns), row-major. */
  readonly matrix: N;
  readonly rows: number;
  readonly columns: number;
}

function transposed(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(matrix.length);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) out[c * rows + r] = matrix[r * columns + c]!;
  return out;
}

/** Row by row, each sum in ascending order of columns, from zero; `stride` from the matrix of one item to that of the next. */
export function byRows(matrix: Float64Array, stride: number, x: Float64Array, y: Float64Array, rows: number, columns: number): () => void {
  return () => {
    for (let item = 0; item * rows < y.length; item++) {
      const first = item * stride;
      for (let r = 0; r < rows; r++) {
        let sum = 0;
        for (let c = 0; c < columns; c++) sum += matrix[first + r * columns + c]! * x[item * columns + c]!;
        y[item * rows + r] = sum;
      }
    }
  };
}

/**
 * Column by column, so that silent neurons cost nothing; a zero input adds nothing to a sum, so this gives the bits of `byRows`.
 * `across` steps from row to row and from column to column.
 */
export function byColumns(
  matrix: Float64Array,
  across: { readonly item: number; readonly row: number; readonly column: number },
  x: Float64Array,
  y: Float64Array,
  rows: number,
  columns: number,
): () => void {
  return () => {
    y.fill(0);
    for (let item = 0; item * rows < y.length; item++) {
      const first = item * rows;
      for (let c = 0; c < columns; c++) {
        const value = x[item * columns + c]!;
        if (value === 0) continue;
        let at = item * across.item + c * across.column;
        for (let r = 0; r < rows; r++) {
          y[first + r] = y[first + r]! + matrix[at]! * value;
          at += across.row;
        }
      }
    }
  };
}

/** What is wrong with the signals of a product of a (rows, columns) matrix; null for nothing. */
export const productProblem = (
  { in: input, out, rows, columns }: Pick<MatVec<unknown>, 'in' | 'out' | 'rows' | 'columns'>,
  { size }: Signals,
): string | null =>
  size(input) === columns && size(out) === rows ? null : `of ${rows} × ${columns} reads ${size(input)} and writes ${size(out)} values`;

export const matVec: BuiltinOperator<MatVec<Numbers>, MatVec, MatVec | Add> = {
  access: ({ in: input, out }) => ({ sets: [whole(out)], reads: [whole(input)] }),
  check: (operator, signals) =>
    operator.matrix.length === operator.rows * operator.columns
      ? productProblem(operator, signals)
      : 'has a matrix of another size than rows × columns',
  operations: ({ in: input, rows, columns }, signals) => rows * columns * activeShare(signals, input),
  kernel: ({ in: input, out, matrix, rows, columns }, signals) => {
    const [x, y] = [signals.get(input), signals.get(out)];
    if (!signals.sparse(input)) return byRows(matrix, 0, x, y, rows, columns);
    // Turned once, so that the numbers of a column follow each other.
    return byColumns(transposed(matrix, rows, columns), { item: 0, row: 1, column: rows }, x, y, rows, columns);
  },
  adjoint: ({ source, in: input, out, matrix, rows, columns }, backward) => {
    const [x, y] = [backward.gradient(input), backward.gradient(out)];
    if (x === null || y === null) return [];
    const part = backward.temporary(columns);
    return [
      { kind: 'matVec', source, in: y, out: part, matrix: transposed(matrix, rows, columns), rows: columns, columns: rows },
      addWhole(source, part, x),
    ];
  },
};
