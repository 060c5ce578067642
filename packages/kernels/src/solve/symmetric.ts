/** A row-major matrix, and whether the products are those of its columns (A'A) or of its rows (AA'). */
export interface Factor {
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly of: 'columns' | 'rows';
}

/** The number of rows of the matrix of products. */
export const sizeOfGram = ({ rows, columns, of }: Factor): number => (of === 'columns' ? columns : rows);

/** Products worked on at once: two packed sixes of them fit into the first cache. */
export const DEPTH = 256;

/** A symmetric matrix, or a lower triangle: rows of as many numbers as the whole sixes that hold n, `stride`; what lies above the diagonal has no meaning, the rows from n on are zeros but for the diagonal. */
export interface Symmetric {
  readonly n: number;
  readonly stride: number;
  readonly values: Float64Array;
}

/** The whole sixes that hold n. */
export const padded = (n: number): number => Math.ceil(n / 6) * 6;

/** Where a row ends as far as it counts: with the six that hold its diagonal element. What lies behind is not touched, as first touches are dear. */
const endOfRow = (row: number, stride: number): number => row * stride + row - (row % 6) + 6;

/** Makes the lower triangle of the matrix at a place zero. */
export function clearLower(numbers: Float64Array, at: number, stride: number): void {
  for (let row = 0; row < stride; row++) numbers.fill(0, at + row * stride, at + endOfRow(row, stride));
}

/** A copy of the lower triangle at place 0. */
export function copyOfLower(numbers: Float64Array, n: number, stride: number): Symmetric {
  const values = new Float64Array(stride * stride);
  putLower(values, { n, stride, values: numbers });
  return { n, stride, values };
}

/** Puts a lower triangle to place 0. */
export function putLower(numbers: Float64Array, { stride, values }: Symmetric): void {
  for (let row = 0; row < stride; row++) numbers.set(values.subarray(row * stride, endOfRow(row, stride)), row * stride);
}

/** Adds to the diagonal, in place: one number, or one for each row. */
export function addDiagonal({ n, stride, values }: Symmetric, ridge: number | Float64Array): void {
  for (let i = 0; i < n; i++) values[i * stride + i] = values[i * stride + i]! + (typeof ridge === 'number' ? ridge : ridge[i]!);
}

/** All elements (n, n), without padding. */
export function fullOf({ n, stride, values }: Symmetric): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      out[i * n + j] = values[i * stride + j]!;
      out[j * n + i] = values[i * stride + j]!;
    }
  }
  return out;
}
