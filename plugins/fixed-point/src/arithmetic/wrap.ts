/** An integer kept in `bits` bits and a sign, wrapping like two's complement. */
export function wrapSigned(x: number, bits: number): number {
  const half = 2 ** bits;
  const period = 2 * half;
  const shifted = (x + half) % period;
  return (shifted < 0 ? shifted + period : shifted) - half;
}

/** An integer clipped to `low` … `high`. */
export const clip = (x: number, low: number, high: number): number => Math.min(Math.max(x, low), high);
