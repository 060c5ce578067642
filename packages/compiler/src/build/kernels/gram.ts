/** A'A of a row-major matrix (rows, columns): (columns, columns), symmetric. Sums run over rows in ascending order. */
export function gram(a: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(columns * columns);
  for (let r = 0; r < rows; r++) {
    const at = r * columns;
    for (let i = 0; i < columns; i++) {
      const x = a[at + i]!;
      if (x === 0) continue;
      const row = i * columns;
      for (let j = i; j < columns; j++) out[row + j] = out[row + j]! + x * a[at + j]!;
    }
  }
  for (let i = 0; i < columns; i++) for (let j = 0; j < i; j++) out[i * columns + j] = out[j * columns + i]!;
  return out;
}

/** A'B of row-major matrices (rows, m) and (rows, n): (m, n). Sums run over rows in ascending order. */
export function transposedProduct(a: Float64Array, b: Float64Array, rows: number, m: number, n: number): Float64Array {
  const out = new Float64Array(m * n);
  for (let r = 0; r < rows; r++) {
    for (let i = 0; i < m; i++) {
      const x = a[r * m + i]!;
      if (x === 0) continue;
      for (let j = 0; j < n; j++) out[i * n + j] = out[i * n + j]! + x * b[r * n + j]!;
    }
  }
  return out;
}

/** A row-major matrix (rows, columns) with its axes exchanged. */
export function transpose(a: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(a.length);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) out[c * rows + r] = a[r * columns + c]!;
  return out;
}

/** A B of row-major matrices (m, k) and (k, n): (m, n). Sums run over k in ascending order. */
export function product(a: Float64Array, b: Float64Array, m: number, k: number, n: number): Float64Array {
  const out = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let l = 0; l < k; l++) {
      const x = a[i * k + l]!;
      if (x === 0) continue;
      for (let j = 0; j < n; j++) out[i * n + j] = out[i * n + j]! + x * b[l * n + j]!;
    }
  }
  return out;
}
