import { address } from '../place';

/**
 * Adds X Y' to 3 x 6 numbers whose rows are `stride` bytes apart, from packed sixes: for each product six numbers of X, of which the three at `x`
 * count, and six of Y. Nine sums of two fill the registers. Exported so that it stays a function of its own.
 */
export function tile(c: usize, stride: usize, x: usize, end: usize, y: usize): void {
  const c1 = c + stride;
  const c2 = c1 + stride;
  let s00 = v128.load(c);
  let s01 = v128.load(c, 16);
  let s02 = v128.load(c, 32);
  let s10 = v128.load(c1);
  let s11 = v128.load(c1, 16);
  let s12 = v128.load(c1, 32);
  let s20 = v128.load(c2);
  let s21 = v128.load(c2, 16);
  let s22 = v128.load(c2, 32);
  for (; x < end; x += 48, y += 48) {
    const b0 = v128.load(y);
    const b1 = v128.load(y, 16);
    const b2 = v128.load(y, 32);
    const a0 = v128.load64_splat(x);
    s00 = f64x2.add(s00, f64x2.mul(a0, b0));
    s01 = f64x2.add(s01, f64x2.mul(a0, b1));
    s02 = f64x2.add(s02, f64x2.mul(a0, b2));
    const a1 = v128.load64_splat(x, 8);
    s10 = f64x2.add(s10, f64x2.mul(a1, b0));
    s11 = f64x2.add(s11, f64x2.mul(a1, b1));
    s12 = f64x2.add(s12, f64x2.mul(a1, b2));
    const a2 = v128.load64_splat(x, 16);
    s20 = f64x2.add(s20, f64x2.mul(a2, b0));
    s21 = f64x2.add(s21, f64x2.mul(a2, b1));
    s22 = f64x2.add(s22, f64x2.mul(a2, b2));
  }
  v128.store(c, s00);
  v128.store(c, s01, 16);
  v128.store(c, s02, 32);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
  v128.store(c1, s12, 32);
  v128.store(c2, s20);
  v128.store(c2, s21, 16);
  v128.store(c2, s22, 32);
}

/** The same for 6 x 6 numbers, with all six numbers of X. */
@inline
export function square(c: usize, stride: usize, x: usize, panel: usize, y: usize): void {
  tile(c, stride, x, x + panel, y);
  tile(c + 3 * stride, stride, x + 24, x + panel, y);
}

/** C += X Y' for the packed X (rows, depth) and Y (columns, depth). The rows of C are `stride` numbers apart; rows and columns are multiples of 6. */
export function multiply(c: i32, stride: i32, x: i32, rows: i32, y: i32, columns: i32, depth: i32): void {
  const panel = address(6 * depth);
  for (let i = 0; i < rows; i += 6) {
    let ys = address(y);
    for (let j = 0; j < columns; j += 6, ys += panel) square(address(c + i * stride + j), address(stride), address(x + i * depth), panel, ys);
  }
}

/** Rows of Y that stay in the second cache meanwhile (252 KiB at 256 products). */
const ROWS = 126;

/**
 * C += X Y' for the tiles of 6 x 6 of C that reach its lower triangle. C is (n, n), its rows `stride` numbers apart, n a multiple of 6; X and Y
 * (n, depth) are packed. Every element adds its products in ascending order.
 */
export function rankUpdate(c: i32, stride: i32, x: i32, y: i32, n: i32, depth: i32): void {
  const row = address(stride);
  const panel = address(6 * depth);
  for (let j0 = 0; j0 < n; j0 += ROWS) {
    for (let i = j0; i < n; i += 6) {
      const last = min(j0 + ROWS, i + 6);
      let ys = address(y + j0 * depth);
      let tiles = address(c + i * stride + j0);
      for (let j = j0; j < last; j += 6, ys += panel, tiles += 48) square(tiles, row, address(x + i * depth), panel, ys);
    }
  }
}
