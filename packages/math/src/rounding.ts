const TWO_52 = 4503599627370496;

/** The nearest integer, ties to the even one; keeps -0, ±Infinity and NaN. */
export function roundHalfEven(x: number): number {
  // From 2^52 on every double is an integer; below, adding 2^52 makes the hardware round at the units place.
  if (x > 0) return x < TWO_52 ? x + TWO_52 - TWO_52 : x;
  return x < 0 && x > -TWO_52 ? -(TWO_52 - x - TWO_52) : x;
}
