/** Exchanges two rows of a row-major matrix. */
function exchange(matrix: Float64Array, width: number, row: number, other: number): void {
  if (row === other) return;
  const kept = matrix.slice(row * width, (row + 1) * width);
  matrix.copyWithin(row * width, other * width, (other + 1) * width);
  matrix.set(kept, other * width);
}

/** The row from `column` on with the largest number in that column, in magnitude; the first of several. */
function pivotRow(matrix: Float64Array, order: number, column: number): number {
  const size = (row: number): number => Math.abs(matrix[row * order + column] ?? 0);
  let found = column;
  for (let row = column + 1; row < order; row++) if (size(row) > size(found)) found = row;
  return found;
}

/** Overwrites a matrix by its factors L (below the diagonal, which is 1) and U, and exchanges rows of both for the sake of precision. */
function factorise(lu: Float64Array, x: Float64Array, order: number, columns: number): void {
  const at = (row: number, column: number): number => lu[row * order + column] ?? 0;
  for (let j = 0; j < order; j++) {
    for (let i = 0; i < order; i++) {
      let sum = 0;
      for (let k = 0; k < Math.min(i, j); k++) sum += at(i, k) * at(k, j);
      lu[i * order + j] = at(i, j) - sum;
    }
    const pivot = pivotRow(lu, order, j);
    exchange(lu, order, j, pivot);
    exchange(x, columns, j, pivot);
    if (at(j, j) !== 0) for (let i = j + 1; i < order; i++) lu[i * order + j] = at(i, j) / at(j, j);
  }
}

/**
 * The X of A X = B, by LU factors with partial pivoting; A is (order, order), B and X are (order, columns), row-major. Null if A is singular.
 * Sums run in ascending order, so that the bits are the same on every engine. Golub and Van Loan, Matrix Computations, 3.4.
 */
export function solveLinear(a: Float64Array, b: Float64Array, order: number): Float64Array | null {
  const [lu, x, columns] = [a.slice(), b.slice(), order === 0 ? 0 : b.length / order];
  factorise(lu, x, order, columns);
  for (let k = 0; k < order; k++) if (lu[k * order + k] === 0) return null;
  const subtract = (row: number, other: number): void => {
    const factor = lu[row * order + other] ?? 0;
    for (let j = 0; j < columns; j++) x[row * columns + j] = (x[row * columns + j] ?? 0) - (x[other * columns + j] ?? 0) * factor;
  };
  for (let k = 0; k < order; k++) for (let i = k + 1; i < order; i++) subtract(i, k);
  for (let k = order - 1; k >= 0; k--) {
    const diagonal = lu[k * order + k] ?? 0;
    for (let j = 0; j < columns; j++) x[k * columns + j] = (x[k * columns + j] ?? 0) / diagonal;
    for (let i = 0; i < k; i++) subtract(i, k);
  }
  return x;
}
