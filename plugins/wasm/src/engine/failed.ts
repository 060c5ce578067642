import type { EngineFailure } from '@rheobase/runtime';

/** An operator that failed in a run. */
export interface Failed extends EngineFailure {
  /** Its place among the program's operators. */
  readonly operator: number;
}

/** What steps meet first: operators take their turns in every step. Of the same operator, the first that is given; null where none failed. */
export const firstOf = (failures: readonly (Failed | null)[]): Failed | null =>
  failures.reduce((first, next) => {
    if (!first || !next) return first ?? next;
    const earlier = next.made < first.made || (next.made === first.made && next.operator < first.operator);
    return earlier ? next : first;
  }, null);
