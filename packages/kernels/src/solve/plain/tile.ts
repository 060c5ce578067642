/** Adds X Y' to 4 x 4 numbers whose rows are `stride` apart, from packed panels; the sums stay in registers. */
export function tile(v: Float64Array, r0: number, stride: number, x: number, y: number, depth: number): void {
  const [r1, r2, r3] = [r0 + stride, r0 + 2 * stride, r0 + 3 * stride];
  let [c00, c01, c02, c03] = [v[r0]!, v[r0 + 1]!, v[r0 + 2]!, v[r0 + 3]!];
  let [c10, c11, c12, c13] = [v[r1]!, v[r1 + 1]!, v[r1 + 2]!, v[r1 + 3]!];
  let [c20, c21, c22, c23] = [v[r2]!, v[r2 + 1]!, v[r2 + 2]!, v[r2 + 3]!];
  let [c30, c31, c32, c33] = [v[r3]!, v[r3 + 1]!, v[r3 + 2]!, v[r3 + 3]!];
  const end = x + 4 * depth;
  for (let p = x, q = y; p < end; p += 4, q += 4) {
    const b0 = v[q]!;
    const b1 = v[q + 1]!;
    const b2 = v[q + 2]!;
    const b3 = v[q + 3]!;
    const a0 = v[p]!;
    c00 += a0 * b0;
    c01 += a0 * b1;
    c02 += a0 * b2;
    c03 += a0 * b3;
    const a1 = v[p + 1]!;
    c10 += a1 * b0;
    c11 += a1 * b1;
    c12 += a1 * b2;
    c13 += a1 * b3;
    const a2 = v[p + 2]!;
    c20 += a2 * b0;
    c21 += a2 * b1;
    c22 += a2 * b2;
    c23 += a2 * b3;
    const a3 = v[p + 3]!;
    c30 += a3 * b0;
    c31 += a3 * b1;
    c32 += a3 * b2;
    c33 += a3 * b3;
  }
  v[r0] = c00;
  v[r0 + 1] = c01;
  v[r0 + 2] = c02;
  v[r0 + 3] = c03;
  v[r1] = c10;
  v[r1 + 1] = c11;
  v[r1 + 2] = c12;
  v[r1 + 3] = c13;
  v[r2] = c20;
  v[r2 + 1] = c21;
  v[r2 + 2] = c22;
  v[r2 + 3] = c23;
  v[r3] = c30;
  v[r3 + 1] = c31;
  v[r3 + 2] = c32;
  v[r3 + 3] = c33;
}
