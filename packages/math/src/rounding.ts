/**
 * Sum in ascending order with Neumaier's compensation (1974): error about one ulp of the result plus n² ε² Σ|values|.
 * 0 for no values. An infinite or overflowing sum is returned as plain summation gives it.
 */
export function neumaierSum(values: ArrayLike<number>): number {
  let sum = 0;
  let compensation = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    const next = sum + value;
    compensation += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return Math.abs(sum) < Infinity ? sum + compensation : sum;
}

const TWO_52 = 4503599627370496;

/** The nearest integer, ties to the even one; keeps -0, ±Infinity and NaN. */
export function roundHalfEven(x: number): number {
  // From 2^52 on every double is an integer; below, adding 2^52 makes the hardware round at the units place.
  if (x > 0) return x < TWO_52 ? x + TWO_52 - TWO_52 : x;
  return x < 0 && x > -TWO_52 ? -(TWO_52 - x - TWO_52) : x;
}
