/** See `SolveMachine.forward`. */
export function forward(v: Float64Array, l: number, stride: number, x: number, width: number, rows: number): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) {
      const factor = v[l + i * stride + j]!;
      for (let c = 0; c < width; c++) v[x + i * width + c] = v[x + i * width + c]! - factor * v[x + j * width + c]!;
    }
    for (let c = 0; c < width; c++) v[x + i * width + c] = v[x + i * width + c]! / v[l + i * stride + i]!;
  }
}

/** See `SolveMachine.backward`. */
export function backward(v: Float64Array, l: number, stride: number, x: number, width: number, rows: number): void {
  for (let i = rows - 1; i >= 0; i--) {
    for (let c = 0; c < width; c++) v[x + i * width + c] = v[x + i * width + c]! / v[l + i * stride + i]!;
    for (let j = 0; j < i; j++) {
      const factor = v[l + i * stride + j]!;
      for (let c = 0; c < width; c++) v[x + j * width + c] = v[x + j * width + c]! - factor * v[x + i * width + c]!;
    }
  }
}
