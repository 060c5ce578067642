/** 1/ln 2. */
export const INVERSE_LN2 = Math.LOG2E;
/** The leading 42 bits of ln 2: its product with an exponent (11 bits) is exact. */
export const LN2_HEAD = 0.6931471805598903;
/** ln 2 − LN2_HEAD. */
export const LN2_TAIL = 5.497923018708371e-14;
