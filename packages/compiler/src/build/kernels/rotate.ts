/** Every row of `points` (rows, d) times the transpose of `matrix` (d, d). */
export function rotateRows(points: Float64Array, matrix: Float64Array, d: number): Float64Array {
  const out = new Float64Array(points.length);
  for (let from = 0; from < points.length; from += d) {
    for (let i = 0; i < d; i++) {
      let sum = 0;
      for (let k = 0; k < d; k++) sum += points[from + k]! * matrix[i * d + k]!;
      out[from + i] = sum;
    }
  }
  return out;
}
