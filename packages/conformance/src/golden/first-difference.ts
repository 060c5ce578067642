import type { GoldenFailure } from './golden-suite.js';

export interface Tolerance {
  readonly atol: number;
  readonly rtol: number;
}

/** The first place where `|got - expected| <= atol + rtol |expected|` does not hold; null where it holds everywhere. */
export function firstDifference(
  object: string,
  got: ArrayLike<number>,
  expected: ArrayLike<number>,
  { atol, rtol }: Tolerance,
): GoldenFailure | null {
  if (got.length !== expected.length) return { object: `${object} (length)`, at: 0, got: got.length, expected: expected.length };
  for (let at = 0; at < expected.length; at++) {
    const [g = Number.NaN, e = Number.NaN] = [got[at], expected[at]];
    if (!(Math.abs(g - e) <= atol + rtol * Math.abs(e)) && g !== e) return { object, at, got: g, expected: e };
  }
  return null;
}
