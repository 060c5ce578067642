import {
  cosineSimilarity,
  type Distribution,
  exponential,
  gaussian,
  pdf,
  quantile,
  quasirandomSequence,
  scatteredHypersphere,
  sqrtBeta,
  uniform,
  uniformHypersphere,
} from '@rheobase/core';
import { randomStream } from '@rheobase/math';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomRotation } from '../src/sample/rotation.js';
import { sample } from '../src/sample/sample.js';

const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const width = fc.integer({ min: 1, max: 9 });
const count = fc.integer({ min: 1, max: 40 });
const method = fc.constantFrom<'sct' | 'tfww'>('sct', 'tfww');
const base = fc.constantFrom(quasirandomSequence(), uniform(0, 1));

const rows = (values: Float64Array, d: number) => Array.from({ length: values.length / d }, (_, i) => values.subarray(i * d, (i + 1) * d));
const lengths = (values: Float64Array, d: number) => rows(values, d).map(row => Math.hypot(...row));
const draw = (distribution: Distribution, n: number, d: number, from: number) => sample(distribution, n, d, randomStream(from));

describe('scattered points', () => {
  it('of a surface have length 1, those of a ball between the least length and 1', () => {
    fc.assert(
      fc.property(seed, count, width, method, base, fc.double({ min: 0, max: 0.95, noNaN: true }), (s, n, d, map, from, minMagnitude) => {
        const surface = draw(scatteredHypersphere({ surface: true, method: map, base: from }), n, d, s);
        for (const length of lengths(surface, d)) expect(Math.abs(length - 1)).toBeLessThan(1e-12);
        const ball = draw(scatteredHypersphere({ minMagnitude, method: map, base: from }), n, d, s);
        for (const length of lengths(ball, d)) expect(length >= minMagnitude - 1e-12 && length <= 1 + 1e-12).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each<['sct' | 'tfww', number]>([
    ['sct', 2],
    ['sct', 3],
    ['sct', 6],
    ['tfww', 4],
    ['tfww', 5],
  ])('by %s in %d dimensions lie closer to their means than independent ones', (map, d) => {
    const n = 4000;
    for (const axis of [0, d - 1]) {
      const along = rows(draw(scatteredHypersphere({ surface: true, method: map }), n, d, 3), d).map(row => row[axis] ?? 0);
      const mean = along.reduce((sum, x) => sum + x, 0) / n;
      const square = along.reduce((sum, x) => sum + x * x, 0) / n;
      // A standard error of independent points is 1 / sqrt(n d).
      expect(Math.abs(mean)).toBeLessThan(0.5 / Math.sqrt(n * d));
      expect(Math.abs(square - 1 / d)).toBeLessThan(1 / d / Math.sqrt(n));
    }
  });

  it('on a line are half negative: the ends of a surface, and the points of a ball', () => {
    fc.assert(
      fc.property(seed, count, (s, n) => {
        const ends = draw(scatteredHypersphere({ surface: true }), n, 1, s).filter(x => x < 0).length;
        expect(Math.abs(ends - n / 2)).toBeLessThanOrEqual(1);
        expect(draw(scatteredHypersphere(), n, 1, s).filter(x => x < 0).length).toBe(Math.floor(n / 2));
      }),
      { numRuns: 300 },
    );
  });
});

describe('draws', () => {
  const independent: readonly Distribution[] = [
    uniform(-1, 2),
    gaussian(0, 1),
    exponential(1, { high: 2 }),
    pdf([0, 1, 3], [0.25, 0.5, 0.25]),
    sqrtBeta(3),
    uniformHypersphere(),
  ];

  it.each(independent)('of $type follow from the stream, and fewer are the beginning of more', distribution => {
    fc.assert(
      fc.property(seed, count, width, (s, n, d) => {
        const more = draw(distribution, n + 5, d, s);
        expect(draw(distribution, n + 5, d, s)).toEqual(more);
        expect(draw(distribution, n, d, s)).toEqual(more.subarray(0, n * d));
      }),
      { numRuns: 100 },
    );
  });

  it('of a quasirandom sequence are the same for the same stream, fill [0, 1), and on a line are equally far apart', () => {
    fc.assert(
      fc.property(seed, count, width, (s, n, d) => {
        const points = draw(quasirandomSequence(), n, d, s);
        expect(draw(quasirandomSequence(), n, d, s)).toEqual(points);
        expect(points.every(x => x >= 0 && x < 1)).toBe(true);
        const line = draw(quasirandomSequence(), n, 1, s).sort();
        for (let i = 1; i < n; i++) expect(Math.abs((line[i] ?? 0) - (line[i - 1] ?? 0) - 1 / n)).toBeLessThan(1e-12);
      }),
      { numRuns: 300 },
    );
  });

  it('of an exponential that reach the upper end lie just below it', () => {
    const values = draw(exponential(1, { shift: -1, high: 0 }), 4000, 1, 5);
    const clipped = values.filter(x => x === -5e-324).length;
    expect(Math.max(...values)).toBeLessThan(0);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-1);
    expect(Math.abs(clipped / 4000 - Math.exp(-1))).toBeLessThan((5 * 0.5) / Math.sqrt(4000));
  });

  it('of angles are symmetric: the quantile of the other share is the other side', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 600 }), fc.integer({ min: 0, max: 2 ** 19 }), (d, k) => {
        const p = k / 2 ** 20;
        const q = quantile(cosineSimilarity(d), p);
        expect(Math.abs(q + quantile(cosineSimilarity(d), 1 - p))).toBeLessThan(1e-9);
        expect(q <= 0 && q >= -1).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a random rotation', () => {
  it('keeps lengths and angles, and differs from stream to stream', () => {
    fc.assert(
      fc.property(seed, width, (s, d) => {
        const matrix = rows(randomRotation(d, randomStream(s)), d);
        for (const [i, a] of matrix.entries()) {
          for (const [k, b] of matrix.entries()) {
            const product = a.reduce((sum, x, at) => sum + x * (b[at] ?? 0), 0);
            expect(Math.abs(product - (i === k ? 1 : 0))).toBeLessThan(1e-12);
          }
        }
        if (d > 1) expect(randomRotation(d, randomStream(s))).not.toEqual(randomRotation(d, randomStream((s ^ 1) >>> 0)));
      }),
      { numRuns: 300 },
    );
  });
});
