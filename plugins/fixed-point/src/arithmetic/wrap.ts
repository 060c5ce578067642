/** An integer kept in `bits` bits (at most 30) and a sign, wrapping like two's complement. */
export const wrapSigned = (x: number, bits: number): number => (x << (31 - bits)) >> (31 - bits);

/** An integer clipped to `low` … `high`. */
export const clip = (x: number, low: number, high: number): number => Math.min(Math.max(x, low), high);
