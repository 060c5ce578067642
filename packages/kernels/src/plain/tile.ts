/** Adds X Y' to 6 x 6 numbers whose rows are `stride` apart, from packed sixes. */
export function tile(v: Float64Array, c: number, stride: number, x: number, y: number, depth: number): void {
  for (let i = 0; i < 6; i += 3) for (let j = 0; j < 6; j += 3) part(v, c + i * stride + j, stride, x + i, y + j, depth);
}

/** 3 x 3 of them: the sums stay in registers. */
function part(v: Float64Array, r0: number, stride: number, x: number, y: number, depth: number): void {
  const [r1, r2] = [r0 + stride, r0 + 2 * stride];
  let [c00, c01, c02] = [v[r0]!, v[r0 + 1]!, v[r0 + 2]!];
  let [c10, c11, c12] = [v[r1]!, v[r1 + 1]!, v[r1 + 2]!];
  let [c20, c21, c22] = [v[r2]!, v[r2 + 1]!, v[r2 + 2]!];
  const end = x + 6 * depth;
  for (let p = x, q = y; p < end; p += 6, q += 6) {
    const b0 = v[q]!;
    const b1 = v[q + 1]!;
    const b2 = v[q + 2]!;
    const a0 = v[p]!;
    c00 += a0 * b0;
    c01 += a0 * b1;
    c02 += a0 * b2;
    const a1 = v[p + 1]!;
    c10 += a1 * b0;
    c11 += a1 * b1;
    c12 += a1 * b2;
    const a2 = v[p + 2]!;
    c20 += a2 * b0;
    c21 += a2 * b1;
    c22 += a2 * b2;
  }
  v[r0] = c00;
  v[r0 + 1] = c01;
  v[r0 + 2] = c02;
  v[r1] = c10;
  v[r1 + 1] = c11;
  v[r1 + 2] = c12;
  v[r2] = c20;
  v[r2 + 1] = c21;
  v[r2 + 2] = c22;
}
