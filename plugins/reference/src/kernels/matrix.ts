import type { Kernel } from '@rheobase/runtime';

function transposed(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(matrix.length);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) out[c * rows + r] = matrix[r * columns + c]!;
  return out;
}

/**
 * Rows are summed in ascending order of columns, from zero. Spikes come column by column, so that silent neurons cost nothing; a zero
 * input adds nothing to a sum, so both ways give the same bits.
 */
export const matVec: Kernel<'matVec'> = ({ in: source, out, matrix, rows, columns }, signals) => {
  const x = signals.get(source);
  const y = signals.get(out);
  if (!signals.sparse(source)) {
    return () => {
      for (let item = 0; item < signals.batch; item++) {
        for (let r = 0; r < rows; r++) {
          let sum = 0;
          for (let c = 0; c < columns; c++) sum += matrix[r * columns + c]! * x[item * columns + c]!;
          y[item * rows + r] = sum;
        }
      }
    };
  }
  const byColumn = transposed(matrix, rows, columns);
  return () => {
    y.fill(0);
    for (let item = 0; item < signals.batch; item++) {
      const first = item * rows;
      for (let c = 0; c < columns; c++) {
        const value = x[item * columns + c]!;
        if (value === 0) continue;
        for (let r = 0; r < rows; r++) y[first + r] = y[first + r]! + byColumn[c * rows + r]! * value;
      }
    }
  };
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
