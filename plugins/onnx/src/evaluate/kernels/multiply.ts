/** Adds `alpha · A B` to `y` of shape (rows, columns). Element (i, k) of A stands at `aBase + i·aRow + k·aColumn`, likewise for B. */
export const multiplyMatrices = (
  a: Float64Array,
  aBase: number,
  aRow: number,
  aColumn: number,
  b: Float64Array,
  bBase: number,
  bRow: number,
  bColumn: number,
  y: Float64Array,
  yBase: number,
  rows: number,
  inner: number,
  columns: number,
  alpha: number,
): void => {
  for (let i = 0; i < rows; i++) {
    const yRow = yBase + i * columns;
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      let at = aBase + i * aRow;
      let bt = bBase + j * bColumn;
      for (let k = 0; k < inner; k++) {
        sum += a[at]! * b[bt]!;
        at += aColumn;
        bt += bRow;
      }
      y[yRow + j]! += alpha * sum;
    }
  }
};
