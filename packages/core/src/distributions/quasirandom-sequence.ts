/**
 * Points that cover the unit cube more evenly than independent ones: the additive recurrence of the generalised golden ratio
 * (M. Roberts, "The unreasonable effectiveness of quasirandom sequences", 2018) from a random start, in random order.
 */
export interface QuasirandomSequence {
  readonly type: 'quasirandomSequence';
}

/** Evenly spread points in [0, 1)^d. In one dimension n points are 1 / n apart. */
export const quasirandomSequence = (): QuasirandomSequence => Object.freeze({ type: 'quasirandomSequence' });
