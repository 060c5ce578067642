import { address } from '../place';

/** X with L X = B in place of B (rows, width), for the square block of L at `l`; width is even. Products are taken out in ascending order. */
export function forward(l: i32, stride: i32, x: i32, width: i32, rows: i32): void {
  for (let i = 0; i < rows; i++) {
    const own = address(l + i * stride);
    for (let j = 0; j < i; j++) takeOut(address(x + i * width), address(x + j * width), width, load<f64>(own + address(j)));
    divide(address(x + i * width), width, load<f64>(own + address(i)));
  }
}

/** X with L' X = B likewise; products are taken out in descending order. */
export function backward(l: i32, stride: i32, x: i32, width: i32, rows: i32): void {
  for (let i = rows - 1; i >= 0; i--) {
    const own = address(l + i * stride);
    divide(address(x + i * width), width, load<f64>(own + address(i)));
    for (let j = 0; j < i; j++) takeOut(address(x + j * width), address(x + i * width), width, load<f64>(own + address(j)));
  }
}

/** Row less factor times another. */
@inline
function takeOut(row: usize, other: usize, width: i32, by: f64): void {
  const factor = f64x2.splat(by);
  for (let c: usize = 0; c < address(width); c += 16) {
    v128.store(row + c, f64x2.sub(v128.load(row + c), f64x2.mul(factor, v128.load(other + c))));
  }
}

@inline
function divide(row: usize, width: i32, by: f64): void {
  const pivot = f64x2.splat(by);
  for (let c: usize = 0; c < address(width); c += 16) v128.store(row + c, f64x2.div(v128.load(row + c), pivot));
}
