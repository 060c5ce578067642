import { randomStream, seedStoredStream, storedStreamSize, withStoredStream } from '@rheobase/math';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

type Draw = 'uniform' | 'normal' | 'uint32';

describe('a stored stream', () => {
  it('gives the numbers of the stream of its seed, however the draws are split', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.nat(), fc.string()),
        fc.array(fc.array(fc.constantFrom<Draw>('uniform', 'normal', 'uint32'), { maxLength: 5 }), { maxLength: 8 }),
        (seed, parts) => {
          const whole = randomStream(seed);
          const state = new Float64Array(2 + storedStreamSize).fill(7);
          seedStoredStream(state, 2, seed);
          for (const part of parts) {
            const drawn = withStoredStream(state, 2, random => part.map(kind => random[kind]()));
            expect(drawn).toEqual(part.map(kind => whole[kind]()));
          }
          expect(Array.from(state.subarray(0, 2))).toEqual([7, 7]);
        },
      ),
    );
  });
});
