/** As many outputs as the C library throws away before the first. */
const DISCARDED = 310;

/**
 * The numbers that `rand() / (float)RAND_MAX` of the GNU C library gives after `srand(1)`: an additive lagged Fibonacci generator,
 * r[i] = r[i - 3] + r[i - 31] modulo 2^32, of which the upper 31 bits count. A network drawn with it is the one that the C program draws.
 */
export function cRandom(): () => number {
  const state = new Uint32Array(31);
  for (let i = 0, seed = 1; i < 31; i++) {
    state[i] = seed;
    seed = (16807 * seed) % 2147483647;
  }
  let at = 0;
  const next = (): number => {
    const sum = ((state[at] ?? 0) + (state[(at + 28) % 31] ?? 0)) >>> 0;
    state[at] = sum;
    at = (at + 1) % 31;
    return sum >>> 1;
  };
  // The first three of the list are repeated at its end before sums begin: they are the oldest again.
  at = 3;
  for (let i = 0; i < DISCARDED; i++) next();
  return () => Math.fround(next() / 2147483648);
}
