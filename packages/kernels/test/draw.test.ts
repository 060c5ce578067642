import { fillUniform, shuffledNumbers } from '@rheobase/kernels';
import { nextDown, randomStream } from '@rheobase/math';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** Sizes for which everything is drawn in plain TypeScript, in WebAssembly, and in several goes. */
const sizes = [1, 2, 2047, 2048, 2049, 5000, 300_001];

describe('many draws at once are those of one after another', () => {
  it('for uniform numbers, and the stream goes on from there', () => {
    for (const size of sizes) {
      const [one, many] = [randomStream(size), randomStream(size)];
      // A deviate held back comes after all.
      expect(many.normal()).toBe(one.normal());
      const expected = new Float64Array(size).map(() => 3 + (7.5 - 3) * one.uniform());
      expect(fillUniform(many, 3, 7.5, new Float64Array(size))).toEqual(expected);
      expect([many.normal(), many.uint32(), many.normal()]).toEqual([one.normal(), one.uint32(), one.normal()]);
    }
  });

  it('for any limits, which no draw reaches', () => {
    const limit = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 });
    fc.assert(
      fc.property(limit, limit, fc.nat(), (a, b, seed) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const one = randomStream(seed);
        const found = fillUniform(randomStream(seed), low, high, new Float64Array(2100));
        for (const x of found) {
          const drawn = low + (high - low) * one.uniform();
          expect(x).toBe(drawn < high || low === high ? drawn : nextDown(high));
        }
      }),
      { numRuns: 30 },
    );
    // Hardly a number lies between the two, so every second draw rounds to the upper one.
    const low = nextDown(1);
    for (const size of [100, 4000]) expect(new Set(fillUniform(randomStream(1), low, 1, new Float64Array(size)))).toEqual(new Set([low]));
  });

  it('for a random order', () => {
    for (const size of [0, ...sizes]) {
      const [one, many] = [randomStream(`${size}`), randomStream(`${size}`)];
      const expected = Uint32Array.from({ length: size }, (_, i) => i);
      one.shuffle(expected);
      expect(shuffledNumbers(many, size)).toEqual(expected);
      expect(many.uint32()).toBe(one.uint32());
    }
  });
});
