import { hashSeed, neumaierSum, type RandomStream, randomStream } from '@rheobase/math';
import { describe, expect, it } from 'vitest';

const COUNT = 200_000;
const STANDARD_ERRORS = 5;

function draw(count: number, next: () => number): number[] {
  return Array.from({ length: count }, next);
}

function expectMoment(terms: number[], mean: number, variance: number): void {
  const error = Math.sqrt(variance / terms.length);
  expect(Math.abs(neumaierSum(terms) / terms.length - mean)).toBeLessThan(STANDARD_ERRORS * error);
}

function expectEvenCounts(counts: number[], total: number): void {
  const expected = total / counts.length;
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  const freedom = counts.length - 1;
  expect(Math.abs(chiSquare - freedom)).toBeLessThan(STANDARD_ERRORS * Math.sqrt(2 * freedom));
}

describe('randomStream', () => {
  it('repeats the recorded draws', () => {
    const stream = randomStream(0);
    expect([stream.uint32(), stream.uint32(), stream.uniform(), stream.normal(), stream.normal(), stream.integer(1000)]).toEqual([
      2296316338, 3100282033, 0.16055266102282784, -0.5450690824602047, -0.7625558497753983, 461,
    ]);
    const order = [0, 1, 2, 3, 4, 5, 6, 7];
    randomStream('order').shuffle(order);
    expect(order).toEqual([7, 0, 6, 1, 3, 2, 5, 4]);
    expect(randomStream('order').uint32()).toBe(randomStream(hashSeed('order')).uint32());
  });

  it('has the moments of the uniform distribution on [0, 1)', () => {
    const stream = randomStream(1);
    const values = draw(COUNT, stream.uniform);
    expect(values.every(u => u >= 0 && u < 1 && Number.isInteger(u * 2 ** 53))).toBe(true);
    expectMoment(values, 1 / 2, 1 / 12);
    expectMoment(
      values.map(u => (u - 0.5) ** 2),
      1 / 12,
      1 / 180,
    );
    expectMoment(
      values.slice(1).map((u, i) => (u - 0.5) * ((values[i] ?? 0) - 0.5)),
      0,
      1 / 144,
    );
    const counts = new Array<number>(256).fill(0);
    for (const u of values) counts[Math.floor(u * 256)] = (counts[Math.floor(u * 256)] ?? 0) + 1;
    expectEvenCounts(counts, COUNT);
  });

  it('sets each of the 32 bits of a word half of the time', () => {
    const stream = randomStream(2);
    const words = draw(50_000, stream.uint32);
    for (let bit = 0; bit < 32; bit++)
      expectMoment(
        words.map(word => (word >>> bit) & 1),
        1 / 2,
        1 / 4,
      );
  });

  it('has the first four moments of the normal distribution', () => {
    const stream = randomStream(3);
    const values = draw(COUNT, stream.normal);
    expectMoment(values, 0, 1);
    expectMoment(
      values.map(z => z ** 2),
      1,
      2,
    );
    expectMoment(
      values.map(z => z ** 3),
      0,
      15,
    );
    expectMoment(
      values.map(z => z ** 4),
      3,
      96,
    );
    expectMoment(
      values.slice(1).map((z, i) => z * (values[i] ?? 0)),
      0,
      1,
    );
    const tail = 0.0026997960632601866;
    expectMoment(
      values.map(z => (Math.abs(z) > 3 ? 1 : 0)),
      tail,
      tail * (1 - tail),
    );
  });

  it('draws integers evenly, also below a number that is not a power of two', () => {
    for (const below of [2, 3, 7, 100]) {
      const stream = randomStream(below);
      const counts = new Array<number>(below).fill(0);
      for (let i = 0; i < 50_000; i++) {
        const value = stream.integer(below);
        counts[value] = (counts[value] ?? 0) + 1;
      }
      expect(counts).toHaveLength(below);
      expectEvenCounts(counts, 50_000);
    }
    expect(randomStream(1).integer(1)).toBe(0);
    expect(randomStream(1).integer(2 ** 32)).toBe(randomStream(1).uint32());
  });

  it('shuffles to every order equally often, typed arrays too', () => {
    const stream = randomStream(9);
    const counts = new Map<string, number>();
    for (let i = 0; i < 48_000; i++) {
      const list = i % 2 === 0 ? [0, 1, 2, 3] : Uint8Array.of(0, 1, 2, 3);
      stream.shuffle(list);
      const key = Array.from(list).join('');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    expectEvenCounts([...counts.values()], 48_000);
  });

  it('refuses seeds and bounds outside their range with a message that says what is allowed', () => {
    for (const seed of [-1, 0.5, 2 ** 32, NaN, Infinity]) expect(() => randomStream(seed)).toThrow(/seed .*0 to 4294967295/);
    const stream = randomStream(0);
    for (const below of [0, -3, 1.5, 2 ** 32 + 1, NaN]) expect(() => stream.integer(below)).toThrow(/below = .*1 to 4294967296/);
  });
});

describe('streams of different seeds', () => {
  function expectUncorrelated(a: RandomStream, b: RandomStream): void {
    const first = draw(4000, a.uniform);
    const second = draw(4000, b.uniform);
    for (const lag of [0, 1]) {
      expectMoment(
        first.slice(lag).map((u, i) => (u - 0.5) * ((second[i] ?? 0) - 0.5)),
        0,
        1 / 144,
      );
    }
  }

  it('are uncorrelated for neighbouring numbers and for seeds one bit apart', () => {
    for (let seed = 0; seed < 30; seed++) expectUncorrelated(randomStream(seed), randomStream(seed + 1));
    for (let bit = 0; bit < 32; bit++) expectUncorrelated(randomStream(5), randomStream((5 ^ (1 << bit)) >>> 0));
  });

  it('have uniform, uncorrelated first draws', () => {
    const first = Array.from({ length: 50_000 }, (_, seed) => randomStream(seed).uniform());
    expectMoment(first, 1 / 2, 1 / 12);
    expectMoment(
      first.map(u => (u - 0.5) ** 2),
      1 / 12,
      1 / 180,
    );
    expectMoment(
      first.slice(1).map((u, i) => (u - 0.5) * ((first[i] ?? 0) - 0.5)),
      0,
      1 / 144,
    );
  });

  it('are uncorrelated for the seeds of neighbouring objects', () => {
    for (let i = 0; i < 30; i++) expectUncorrelated(randomStream(hashSeed(0, `net/${i}`)), randomStream(hashSeed(0, `net/${i + 1}`)));
  });
});
