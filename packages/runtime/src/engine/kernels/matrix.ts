import type { Kernel } from '../kernel.js';

function transposed(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(matrix.length);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) out[c * rows + r] = matrix[r * columns + c]!;
  return out;
}

/** Row by row, each sum in ascending order of columns, from zero; `stride` from the matrix of one item to that of the next. */
function byRows(matrix: Float64Array, stride: number, x: Float64Array, y: Float64Array, rows: number, columns: number): () => void {
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
function byColumns(
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

export const matVec: Kernel<'matVec'> = ({ in: source, out, matrix, rows, columns }, signals) => {
  const [x, y] = [signals.get(source), signals.get(out)];
  if (!signals.sparse(source)) return byRows(matrix, 0, x, y, rows, columns);
  // Turned once, so that columns lie together.
  return byColumns(transposed(matrix, rows, columns), { item: 0, row: 1, column: rows }, x, y, rows, columns);
};

/** As `matVec`; every item has weights of its own. */
export const weigh: Kernel<'weigh'> = ({ in: source, out, weights, rows, columns }, signals) => {
  const [x, y, w] = [signals.get(source), signals.get(out), signals.get(weights)];
  if (!signals.sparse(source)) return byRows(w, rows * columns, x, y, rows, columns);
  return byColumns(w, { item: rows * columns, row: columns, column: 1 }, x, y, rows, columns);
};

export const sparseMatVec: Kernel<'sparseMatVec'> = ({ in: source, out, rows, columns, values }, signals) => {
  const x = signals.get(source);
  const y = signals.get(out);
  const sizeIn = signals.size(source);
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
};
