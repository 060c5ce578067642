/** See `SolveMachine.factorDiagonal`. */
export function factorDiagonal(v: Float64Array, s: number, stride: number, width: number): number {
  for (let i = 0; i < width; i++) {
    const own = s + i * stride;
    for (let j = 0; j <= i; j++) {
      const other = s + j * stride;
      let sum = v[own + j]!;
      for (let k = 0; k < j; k++) sum -= v[own + k]! * v[other + k]!;
      if (i === j && !(sum > 0 && sum < Number.POSITIVE_INFINITY)) return 0;
      v[own + j] = i === j ? Math.sqrt(sum) : sum / v[other + j]!;
    }
  }
  return 1;
}

/** See `SolveMachine.solvePanel`. */
export function solvePanel(
  v: Float64Array,
  s: number,
  below: number,
  stride: number,
  rows: number,
  width: number,
  minus: number,
  plus: number,
): void {
  for (let i = 0; i < rows; i++) {
    const own = below + i * stride;
    // Where the numbers of this row lie among those packed.
    const packed = (i - (i % 6)) * width + (i % 6);
    for (let j = 0; j < width; j++) {
      const other = s + j * stride;
      let sum = v[own + j]!;
      for (let k = 0; k < j; k++) sum -= v[own + k]! * v[other + k]!;
      const value = sum / v[other + j]!;
      v[own + j] = value;
      v[plus + packed + 6 * j] = value;
      v[minus + packed + 6 * j] = -value;
    }
  }
}
