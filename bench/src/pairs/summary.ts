import { geometricMean } from '../statistics.js';
import type { Comparison } from './comparison.js';

/** Many comparisons of one system with the same rivals in one line. */
export interface Summary {
  readonly ours: string;
  readonly rivals: string;
  readonly quantity: 'speed' | 'build';
  readonly cases: number;
  /** Of the ratios of the medians. */
  readonly geometric_mean: number;
  readonly worst: number;
  readonly worst_case: string;
}

function summaryOf(quantity: Summary['quantity'], comparisons: readonly Comparison[]): Summary | null {
  const ratios = comparisons.flatMap(each => {
    const ratio = each[quantity]?.median;
    return ratio === undefined ? [] : [{ name: each.case, ratio }];
  });
  const [worst] = ratios.toSorted((a, b) => a.ratio - b.ratio);
  const [first] = comparisons;
  if (!worst || !first) return null;
  return Object.freeze({
    ours: first.ours.system,
    rivals: first.rivals,
    quantity,
    cases: ratios.length,
    geometric_mean: geometricMean(ratios.map(({ ratio }) => ratio)),
    worst: worst.ratio,
    worst_case: worst.name,
  });
}

/** Geometric mean and worst case for each of our systems and those it was compared with. */
export function summarise(comparisons: readonly Comparison[]): readonly Summary[] {
  const groups = new Map<string, Comparison[]>();
  for (const each of comparisons) {
    const key = `${each.ours.system} ${each.rivals}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return Array.from(groups.values()).flatMap(group => (['speed', 'build'] as const).flatMap(quantity => summaryOf(quantity, group) ?? []));
}
