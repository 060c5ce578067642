import { address } from '../place';

/** L of the square block of these columns, in place of its lower triangle; 0 where it is not positive definite in float64. */
export function factorDiagonal(s: i32, stride: i32, width: i32): i32 {
  const row = address(stride);
  let own = address(s);
  for (let i = 0; i < width; i++, own += row) {
    let other = address(s);
    for (let j = 0; j <= i; j++, other += row) {
      let sum = load<f64>(own + address(j));
      for (let k: usize = 0; k < address(j); k += 8) sum -= load<f64>(own + k) * load<f64>(other + k);
      if (i > j) sum /= load<f64>(other + address(j));
      else if (sum > 0 && sum < Infinity) sum = Math.sqrt(sum);
      else return 0;
      store<f64>(own + address(j), sum);
    }
  }
  return 1;
}

/**
 * L of the `rows` rows (a multiple of 6) below a block that is factorised, in place, and packed with both signs. `s` is the place of the block,
 * `below` that of the rows in the same columns.
 */
export function solvePanel(s: i32, below: i32, stride: i32, rows: i32, width: i32, minus: i32, plus: i32): void {
  const row = address(stride);
  const away = address(minus) - address(plus);
  let at = address(below);
  let positive = address(plus);
  for (let i = 0; i < rows; i += 6, at += 6 * row) {
    const first = positive;
    let other = address(s);
    for (let j = 0; j < width; j++, other += row, positive += 48) {
      const p = at + address(j);
      let x0 = v128.load64_lane(p + row, v128.load64_zero(p), 1);
      let x1 = v128.load64_lane(p + 3 * row, v128.load64_zero(p + 2 * row), 1);
      let x2 = v128.load64_lane(p + 5 * row, v128.load64_zero(p + 4 * row), 1);
      let l = other;
      for (let q = first; q < positive; q += 48, l += 8) {
        const factor = v128.load64_splat(l);
        x0 = f64x2.sub(x0, f64x2.mul(v128.load(q), factor));
        x1 = f64x2.sub(x1, f64x2.mul(v128.load(q, 16), factor));
        x2 = f64x2.sub(x2, f64x2.mul(v128.load(q, 32), factor));
      }
      const pivot = v128.load64_splat(l);
      put(p, row, positive, away, f64x2.div(x0, pivot));
      put(p + 2 * row, row, positive + 16, away, f64x2.div(x1, pivot));
      put(p + 4 * row, row, positive + 32, away, f64x2.div(x2, pivot));
    }
  }
}

/** Two numbers of a column of L to their rows, and packed. */
@inline
function put(at: usize, row: usize, packed: usize, away: usize, x: v128): void {
  v128.store(packed, x);
  v128.store(packed + away, f64x2.neg(x));
  v128.store64_lane(at, x, 0);
  v128.store64_lane(at + row, x, 1);
}
