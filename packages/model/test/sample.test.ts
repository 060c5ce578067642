import { choice, type Distribution, gaussian, samples, tensor, uniform, uniformHypersphere } from '@rheobase/core';
import { randomStream } from '@rheobase/math';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { sample, sampleRows } from '../src/sample/sample.js';

const COUNT = 20_000;
const draw = (distribution: Distribution, width = 1, count = COUNT) => sample(distribution, count, width, randomStream(11), 'x');

function rows(values: Float64Array, width: number): readonly Float64Array[] {
  return Array.from({ length: values.length / width }, (_, i) => values.subarray(i * width, (i + 1) * width));
}

const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, x) => sum + x, 0) / values.length;

/** How many standard errors the mean lies from what it should be. */
function errorsOff(values: ArrayLike<number>, expected: number, variance: number): number {
  return Math.abs(mean(values) - expected) / Math.sqrt(variance / values.length);
}

describe('draws', () => {
  it.each<[string, Distribution, number, number, number]>([
    ['uniform', uniform(-1, 2), 0.5, 9 / 12, 3 ** 4 / 80],
    ['integer uniform', uniform(0, 7, { integer: true }), 3, 4, 28],
    ['gaussian', gaussian(0.5, 2), 0.5, 4, 48],
    ['choice', choice([1, 3, 4], [1, 1, 2]), 3, 1.5, 4.5],
  ])('of %s have its mean and variance within 5 standard errors', (_name, distribution, expected, variance, fourth) => {
    const values = draw(distribution);
    expect(errorsOff(values, expected, variance)).toBeLessThan(5);
    const squares = values.map(x => (x - expected) ** 2);
    expect(errorsOff(squares, variance, fourth - variance ** 2)).toBeLessThan(5);
  });

  it('of integers are whole, take every value below the upper end, and each as often', () => {
    const values = draw(uniform(-2, 3, { integer: true }));
    const counts = new Map<number, number>();
    for (const x of values) counts.set(x, (counts.get(x) ?? 0) + 1);
    expect(Array.from(counts.keys()).sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2]);
    for (const count of counts.values()) expect(Math.abs(count - COUNT / 5)).toBeLessThan(5 * Math.sqrt(COUNT * 0.2 * 0.8));
  });

  it('of a uniform distribution stay within [low, high)', () => {
    expect(draw(uniform(-1, 2)).every(x => x >= -1 && x < 2)).toBe(true);
    expect(draw(uniform(3, 3), 1, 10).every(x => x === 3)).toBe(true);
  });

  it.each([1, 2, 3, 8])('on a sphere in %d dimensions have length 1 and no preferred direction', width => {
    const points = rows(draw(uniformHypersphere({ surface: true }), width), width);
    for (const point of points) expect(Math.abs(Math.hypot(...point) - 1)).toBeLessThan(1e-12);
    for (let axis = 0; axis < width; axis++) {
      const along = points.map(point => point[axis] ?? 0);
      expect(errorsOff(along, 0, 1 / width)).toBeLessThan(5);
      if (width > 1)
        expect(
          errorsOff(
            along.map(x => x * x),
            1 / width,
            2 / (width * width),
          ),
        ).toBeLessThan(5);
    }
  });

  it.each([1, 2, 3, 8])('in a ball in %d dimensions fill its volume evenly', width => {
    const volumes = rows(draw(uniformHypersphere(), width), width).map(point => Math.hypot(...point) ** width);
    expect(volumes.every(v => v <= 1 + 1e-12)).toBe(true);
    expect(errorsOff(volumes, 0.5, 1 / 12)).toBeLessThan(5);
    expect(
      errorsOff(
        volumes.map(v => (v < 0.1 ? 1 : 0)),
        0.1,
        0.09,
      ),
    ).toBeLessThan(5);
  });

  it('with a lowest length are at least that long', () => {
    const lengths = rows(draw(uniformHypersphere({ minMagnitude: 0.6 }), 2), 2).map(point => Math.hypot(...point));
    expect(lengths.every(r => r >= 0.6 - 1e-12 && r <= 1 + 1e-12)).toBe(true);
    expect(
      errorsOff(
        lengths.map(r => (r * r - 0.36) / 0.64),
        0.5,
        1 / 12,
      ),
    ).toBeLessThan(5);
  });

  it('of a choice take options by their weights, and none of weight zero', () => {
    const values = draw(choice([1, 2, 3, 4], [0, 1, 3, 0]));
    expect(new Set(values)).toEqual(new Set([2, 3]));
    expect(
      errorsOff(
        values.map(x => (x === 3 ? 1 : 0)),
        0.75,
        0.75 * 0.25,
      ),
    ).toBeLessThan(5);
  });

  it('of a choice among vectors keep each vector whole', () => {
    const options = ['1,2', '-3,4'];
    const found = rows(
      draw(
        choice([
          [1, 2],
          [-3, 4],
        ]),
        2,
        100,
      ),
      2,
    ).map(row => row.join());
    expect(new Set(found)).toEqual(new Set(options));
    expect(refusal(() => draw(choice([[1, 2]]), 3)).message).toContain('x: choice options have 2 values where 3 are needed');
  });

  it('from equal streams are equal, from others different', () => {
    const from = (seed: number) => sample(gaussian(0, 1), 5, 2, randomStream(seed), 'x');
    expect(from(3)).toEqual(from(3));
    expect(from(3)).not.toEqual(from(4));
  });
});

describe('draws for a shape', () => {
  it('choose anew for every element where the options are numbers', () => {
    const values = sampleRows(choice([-1, 1]), [400], randomStream(5), 'x');
    expect(new Set(values)).toEqual(new Set([-1, 1]));
    expect(new Set(sampleRows(choice([-1, 1]), [10, 40], randomStream(5), 'x').subarray(0, 40))).toEqual(new Set([-1, 1]));
  });

  it('take vectors along the last axis', () => {
    expect(Array.from(sampleRows(choice([[1, 2, 3]]), [2, 3], randomStream(5), 'x'))).toEqual([1, 2, 3, 1, 2, 3]);
    expect(sampleRows(uniform(0, 1), [], randomStream(5), 'x')).toHaveLength(1);
  });
});

describe('given values', () => {
  it('are taken as they are where they fit, and repeated where they are one row or one number', () => {
    expect(
      Array.from(
        draw(
          samples([
            [1, 2],
            [3, 4],
          ]),
          2,
          2,
        ),
      ),
    ).toEqual([1, 2, 3, 4]);
    expect(Array.from(draw(samples([1, 2]), 2, 2))).toEqual([1, 2, 1, 2]);
    expect(Array.from(draw(samples(7), 2, 2))).toEqual([7, 7, 7, 7]);
    expect(Array.from(draw(samples([1, 2, 3]), 1, 3))).toEqual([1, 2, 3]);
  });

  it('are copied, so that what is drawn from them does not follow later changes', () => {
    const data = Float64Array.of(1, 2);
    const drawn = draw(samples(tensor([2], data)), 1, 2);
    data[0] = 9;
    expect(Array.from(drawn)).toEqual([1, 2]);
  });

  it.each([
    ['too few', samples([1, 2, 3]), 2, 2],
    [
      'transposed',
      samples([
        [1, 2, 3],
        [4, 5, 6],
      ]),
      3,
      2,
    ],
    ['one column for rows of two', samples([[1], [2]]), 2, 2],
  ])('are refused where they do not fit: %s', (_what, values, count, width) => {
    const error = refusal(() => draw(values, width, count));
    expect(error.code).toBe('size-mismatch');
    expect(error.message).toContain(`for ${count} rows of ${width}`);
  });
});
