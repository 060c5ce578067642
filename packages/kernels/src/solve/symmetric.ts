/** A symmetric matrix, or a lower triangle: rows of as many numbers as the whole sixes that hold n, `stride`; what lies above the diagonal has no meaning, the rows from n on are zeros but for the diagonal. */
export interface Symmetric {
  readonly n: number;
  readonly stride: number;
  readonly values: Float64Array;
}

/** The whole sixes that hold n. */
export const padded = (n: number): number => Math.ceil(n / 6) * 6;

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
