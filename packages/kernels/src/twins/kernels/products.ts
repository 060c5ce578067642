import type { Tape } from '../tape.js';

/** The sum of n products in ascending order. */
export function inOrder({ reals, round }: Tape, m: number, x: number, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum = round(sum + round(reals[m + i]! * reals[x + i]!));
  return sum;
}

/** As it is summed for one row: in float32 in four partial sums. */
export function product(tape: Tape, m: number, x: number, n: number): number {
  if (tape.size === 8) return inOrder(tape, m, x, n);
  const { reals } = tape;
  const whole = n & ~3;
  const sums = new Float32Array(4);
  for (let i = 0; i < whole; i++) sums[i & 3] = sums[i & 3]! + Math.fround(reals[m + i]! * reals[x + i]!);
  let sum = Math.fround(Math.fround(sums[0]! + sums[1]!) + Math.fround(sums[2]! + sums[3]!));
  for (let i = whole; i < n; i++) sum = Math.fround(sum + Math.fround(reals[m + i]! * reals[x + i]!));
  return sum;
}

/** delta = factor column ⊗ row, by rows. */
export function outer({ reals, round }: Tape, delta: number, factor: number, column: number, row: number, rows: number, n: number): void {
  for (let r = 0; r < rows; r++) {
    const x = round(factor * reals[column + r]!);
    for (let c = 0; c < n; c++) reals[delta + r * n + c] = x * reals[row + c]!;
  }
}
