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
 * L of the `rows` rows (a multiple of 4) below a block that is factorised, in place, and packed with both signs. `s` is the place of the block,
 * `below` that of the rows in the same columns.
 */
export function solvePanel(s: i32, below: i32, stride: i32, rows: i32, width: i32, minus: i32, plus: i32): void {
  const row = address(stride);
  let at = address(below);
  let negative = address(minus);
  let positive = address(plus);
  for (let i = 0; i < rows; i += 4, at += row << 2) {
    let other = address(s);
    const first = positive;
    for (let j = 0; j < width; j++, other += row, positive += 32, negative += 32) {
      const p = at + address(j);
      let upper = v128.load64_lane(p + row, v128.load64_zero(p), 1);
      let lower = v128.load64_lane(p + 3 * row, v128.load64_zero(p + 2 * row), 1);
      let l = other;
      for (let q = first; q < positive; q += 32, l += 8) {
        const factor = v128.load64_splat(l);
        upper = f64x2.sub(upper, f64x2.mul(v128.load(q), factor));
        lower = f64x2.sub(lower, f64x2.mul(v128.load(q, 16), factor));
      }
      const pivot = v128.load64_splat(l);
      upper = f64x2.div(upper, pivot);
      lower = f64x2.div(lower, pivot);
      v128.store(positive, upper);
      v128.store(positive, lower, 16);
      v128.store(negative, f64x2.neg(upper));
      v128.store(negative, f64x2.neg(lower), 16);
      v128.store64_lane(p, upper, 0);
      v128.store64_lane(p + row, upper, 1);
      v128.store64_lane(p + 2 * row, lower, 0);
      v128.store64_lane(p + 3 * row, lower, 1);
    }
  }
}
