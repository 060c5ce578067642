import { hashSeed } from '@rheobase/math';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

function bitCount(word: number): number {
  return word.toString(2).replaceAll('0', '').length;
}

describe('hashSeed', () => {
  it('repeats the recorded values', () => {
    expect([hashSeed(), hashSeed(0), hashSeed(''), hashSeed(0, 'net/ensemble'), hashSeed('Übung', -1.5)]).toEqual([
      2872998923, 517664885, 1404927536, 1209602751, 1043368355,
    ]);
  });

  it('is an integer from 0 to 2^32 − 1 and the same for the same parts', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.double())), parts => {
        const seed = hashSeed(...parts);
        return Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32 && hashSeed(...parts) === seed;
      }),
      { seed: 1 },
    );
  });

  it('tells kinds, boundaries and order of parts apart', () => {
    const seeds = [
      hashSeed(1),
      hashSeed('1'),
      hashSeed('ab', 'c'),
      hashSeed('a', 'bc'),
      hashSeed('abc'),
      hashSeed('c', 'ab'),
      hashSeed('abc', ''),
    ];
    expect(new Set(seeds).size).toBe(seeds.length);
    expect(hashSeed(-0)).toBe(hashSeed(0));
    expect(hashSeed(NaN)).not.toBe(hashSeed(0));
  });

  it('gives 20 000 object paths distinct seeds but for the chance collisions of 32 bits', () => {
    const seeds = new Set(Array.from({ length: 20_000 }, (_, i) => hashSeed(7, `net/layer${i % 100}/neuron${Math.floor(i / 100)}`)));
    expect(seeds.size).toBeGreaterThanOrEqual(19_998);
  });

  it('changes half of its bits when the network seed or one character changes', () => {
    let changed = 0;
    for (let i = 0; i < 2000; i++)
      changed += bitCount((hashSeed(i, 'a') ^ hashSeed(i + 1, 'a')) >>> 0) + bitCount((hashSeed(i, 'a') ^ hashSeed(i, 'b')) >>> 0);
    expect(Math.abs(changed / 4000 - 16)).toBeLessThan((5 * Math.sqrt(8)) / Math.sqrt(4000));
  });
});
