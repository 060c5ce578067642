const view = new DataView(new ArrayBuffer(8));

/** The bits of a double as a big-endian integer. */
export function bitsOf(x: number): bigint {
  view.setFloat64(0, x);
  return view.getBigUint64(0);
}

/** How many doubles lie between a and b; 0 for equal bits, for two NaN, never for 0 and -0. */
export function ulpDistance(a: number, b: number): number {
  if (Object.is(a, b)) return 0;
  if (Number.isNaN(a) || Number.isNaN(b)) return Infinity;
  const distance = ordinal(a) - ordinal(b);
  return Math.max(1, Number(distance < 0n ? -distance : distance));
}

function ordinal(x: number): bigint {
  const bits = bitsOf(x);
  return bits >> 63n === 1n ? (1n << 63n) - bits : bits;
}

/** Fixed numbers in [0, 1) by integer arithmetic alone, independent of the code under test. */
export function fixedFractions(count: number, seed: number): number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const high = state >>> 5;
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (high * 67108864 + (state >>> 6)) / 9007199254740992;
  });
}
