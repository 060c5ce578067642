/** See `SolveMachine.packColumns`. */
export function packColumns(v: Float64Array, a: number, stride: number, n: number, depth: number, out: number): void {
  for (let i = 0; i < n; i += 6) {
    for (let k = 0; k < depth; k++) {
      const to = out + i * depth + 6 * k;
      for (let r = 0; r < 6; r++) v[to + r] = i + r < n ? v[a + k * stride + i + r]! : 0;
    }
  }
}

/** See `SolveMachine.packRows`. */
export function packRows(v: Float64Array, a: number, stride: number, n: number, depth: number, out: number): void {
  for (let i = 0; i < n; i += 6) {
    for (let k = 0; k < depth; k++) {
      const to = out + i * depth + 6 * k;
      for (let r = 0; r < 6; r++) v[to + r] = i + r < n ? v[a + (i + r) * stride + k]! : 0;
    }
  }
}

/** See `SolveMachine.moveRows`. */
export function moveRows(v: Float64Array, from: number, fromStride: number, to: number, toStride: number, n: number, rows: number): void {
  for (let i = 0; i < rows; i++) v.copyWithin(to + i * toStride, from + i * fromStride, from + i * fromStride + n);
}
