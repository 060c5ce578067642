/** The value below which `percent` per cent of the values lie, interpolated linearly between neighbours; 0 for no values. */
export function percentile(values: Float64Array, percent: number): number {
  const sorted = values.slice().sort();
  const place = ((sorted.length - 1) * percent) / 100;
  const below = Math.floor(place);
  const low = sorted[below] ?? 0;
  return low + ((sorted[below + 1] ?? low) - low) * (place - below);
}
