/** See `SolveMachine.range`. */
export function range(v: Float64Array, at: number, count: number, out: number): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = at; i < at + count; i++) {
    const x = v[i]!;
    if (!(Math.abs(x) < Number.POSITIVE_INFINITY)) return 0;
    if (x < low) low = x;
    if (x > high) high = x;
  }
  v[out] = low;
  v[out + 1] = high;
  return 1;
}
