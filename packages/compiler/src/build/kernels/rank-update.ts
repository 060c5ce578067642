/** Columns of X and Y worked on at once: 8 rows of them fit into the first cache. */
const DEPTH = 256;
/** Rows of Y that stay in the second cache meanwhile. */
const ROWS = 64;

/** See `SolveKernels.rankUpdate`. A tile of 4 x 4 sums stays in registers over `DEPTH` products each. */
export function rankUpdate(c: Float64Array, first: number, stride: number, x: Float64Array, y: Float64Array, n: number, k: number): void {
  for (let from = 0; from < k; from += DEPTH) {
    const to = Math.min(k, from + DEPTH);
    for (let j0 = 0; j0 < n; j0 += ROWS) {
      for (let i = j0; i < n; i += 4) {
        const last = Math.min(j0 + ROWS, i + 4, n);
        for (let j = j0; j < last; j += 4) tile(c, first + i * stride + j, stride, x, i * k, y, j * k, k, from, to);
      }
    }
  }
}

function tile(
  c: Float64Array,
  r0: number,
  stride: number,
  x: Float64Array,
  x0: number,
  y: Float64Array,
  y0: number,
  k: number,
  from: number,
  to: number,
): void {
  const [r1, r2, r3] = [r0 + stride, r0 + 2 * stride, r0 + 3 * stride];
  const [x1, x2, x3] = [x0 + k, x0 + 2 * k, x0 + 3 * k];
  const [y1, y2, y3] = [y0 + k, y0 + 2 * k, y0 + 3 * k];
  let [c00, c01, c02, c03] = [c[r0]!, c[r0 + 1]!, c[r0 + 2]!, c[r0 + 3]!];
  let [c10, c11, c12, c13] = [c[r1]!, c[r1 + 1]!, c[r1 + 2]!, c[r1 + 3]!];
  let [c20, c21, c22, c23] = [c[r2]!, c[r2 + 1]!, c[r2 + 2]!, c[r2 + 3]!];
  let [c30, c31, c32, c33] = [c[r3]!, c[r3 + 1]!, c[r3 + 2]!, c[r3 + 3]!];
  for (let p = from; p < to; p++) {
    const a0 = x[x0 + p]!;
    const a1 = x[x1 + p]!;
    const a2 = x[x2 + p]!;
    const a3 = x[x3 + p]!;
    const b0 = y[y0 + p]!;
    const b1 = y[y1 + p]!;
    const b2 = y[y2 + p]!;
    const b3 = y[y3 + p]!;
    c00 += a0 * b0;
    c01 += a0 * b1;
    c02 += a0 * b2;
    c03 += a0 * b3;
    c10 += a1 * b0;
    c11 += a1 * b1;
    c12 += a1 * b2;
    c13 += a1 * b3;
    c20 += a2 * b0;
    c21 += a2 * b1;
    c22 += a2 * b2;
    c23 += a2 * b3;
    c30 += a3 * b0;
    c31 += a3 * b1;
    c32 += a3 * b2;
    c33 += a3 * b3;
  }
  c[r0] = c00;
  c[r0 + 1] = c01;
  c[r0 + 2] = c02;
  c[r0 + 3] = c03;
  c[r1] = c10;
  c[r1 + 1] = c11;
  c[r1 + 2] = c12;
  c[r1 + 3] = c13;
  c[r2] = c20;
  c[r2 + 1] = c21;
  c[r2 + 2] = c22;
  c[r2 + 3] = c23;
  c[r3] = c30;
  c[r3 + 1] = c31;
  c[r3 + 2] = c32;
  c[r3 + 3] = c33;
}
