const double = new Float64Array(1);
const bits = new BigInt64Array(double.buffer);

/** The largest double below x; x itself where there is none (-Infinity, NaN). */
export function nextDown(x: number): number {
  if (Number.isNaN(x) || x === -Infinity) return x;
  if (x === 0) return -5e-324;
  double[0] = x;
  bits[0] = (bits[0] ?? 0n) + (x > 0 ? -1n : 1n);
  return double[0] ?? x;
}
