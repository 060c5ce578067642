const TERMS = 16;

/**
 * Powers of two by which a change of units (x = D x') brings rows and columns to like sizes (Parlett & Reinsch 1969): exact, and it spares
 * the exponential of badly scaled matrices its rounding.
 */
function balance(a: Float64Array, n: number): Float64Array {
  const scale = new Float64Array(n).fill(1);
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = 0; i < n; i++) {
      let column = 0;
      let row = 0;
      for (let j = 0; j < n; j++) {
        if (j === i) continue;
        column += Math.abs(a[j * n + i]!);
        row += Math.abs(a[i * n + j]!);
      }
      if (column === 0 || row === 0 || !Number.isFinite(column + row)) continue;
      const before = column + row;
      let factor = 1;
      for (; column < row / 2; column *= 4) factor *= 2;
      for (; column >= row * 2; column /= 4) factor /= 2;
      if ((column + row) / factor >= 0.95 * before) continue;
      changed = true;
      scale[i] = scale[i]! * factor;
      for (let j = 0; j < n; j++) {
        a[i * n + j] = a[i * n + j]! / factor;
        a[j * n + i] = a[j * n + i]! * factor;
      }
    }
  }
  return scale;
}

function product(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += a[i * n + k]! * b[k * n + j]!;
      out[i * n + j] = sum;
    }
  }
  return out;
}

/** exp(M) by Taylor's series of a halved matrix, squared again: sums, products and halves only. */
function exponential(m: Float64Array, n: number): Float64Array {
  let norm = 0;
  for (let i = 0; i < n; i++) {
    let row = 0;
    for (let j = 0; j < n; j++) row += Math.abs(m[i * n + j]!);
    norm = Math.max(norm, row);
  }
  let halvings = 0;
  let part = 1;
  for (; norm * part > 0.5 && Number.isFinite(norm); part /= 2) halvings += 1;
  const x = m.map(value => value * part);
  let sum: Float64Array = new Float64Array(n * n);
  for (let i = 0; i < n; i++) sum[i * n + i] = 1;
  for (let term = TERMS; term >= 1; term--) {
    sum = product(x, sum, n).map(value => value / term);
    for (let i = 0; i < n; i++) sum[i * n + i] = sum[i * n + i]! + 1;
  }
  for (; halvings > 0; halvings--) sum = product(sum, sum, n);
  return sum;
}

/** What a step of `dt` under a held input makes of x' = A x + b u: exp(A dt), and the integral of exp(A t) b over the step. */
export function holdStep(a: Float64Array, b: Float64Array, n: number, dt: number): { readonly a: Float64Array; readonly b: Float64Array } {
  const balanced = Float64Array.from(a);
  const scale = balance(balanced, n);
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs((b[i]! / scale[i]!) * dt));
  let unit = 1;
  for (; largest * unit > 1 && Number.isFinite(largest); ) unit /= 2;
  // exp([[A, b], [0, 0]] dt) holds both.
  const size = n + 1;
  const whole = new Float64Array(size * size);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) whole[i * size + j] = balanced[i * n + j]! * dt;
    whole[i * size + n] = (b[i]! / scale[i]!) * dt * unit;
  }
  const result = exponential(whole, size);
  const stepA = new Float64Array(n * n);
  const stepB = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) stepA[i * n + j] = (result[i * size + j]! * scale[i]!) / scale[j]!;
    stepB[i] = (result[i * size + n]! * scale[i]!) / unit;
  }
  return { a: stepA, b: stepB };
}
