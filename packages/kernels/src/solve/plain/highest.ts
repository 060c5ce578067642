/** See `SolveMachine.highest`. */
export function highest(v: Float64Array, at: number, count: number): number {
  let most = 0;
  for (let i = at; i < at + count; i++) {
    const size = Math.abs(v[i]!);
    if (!(size < Number.POSITIVE_INFINITY)) return -1;
    if (size > most) most = size;
  }
  return most;
}
