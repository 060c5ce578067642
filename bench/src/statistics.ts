/** The middle value, or the mean of the two in the middle; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? Number.NaN) + upper) / 2 : upper;
}

/** The n-th root of the product of n values above 0; NaN of none. */
export const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

/** How many times as large one measure is as another, from runs taken in turn. */
export interface Ratio {
  /** Ratio of the medians. */
  readonly median: number;
  /** Smallest and largest ratio of two runs of one turn. */
  readonly min: number;
  readonly max: number;
}

/** `ours[i]` and `theirs[i]` were measured in one turn. */
export function ratioOf(ours: readonly number[], theirs: readonly number[]): Ratio {
  const pairs = ours.map((value, turn) => value / (theirs[turn] ?? Number.NaN)).filter(value => !Number.isNaN(value));
  return Object.freeze({ median: median(ours) / median(theirs), min: Math.min(...pairs), max: Math.max(...pairs) });
}
