import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimate } from '../src/charts/decimation.js';
import { CATEGORIES, sequentialColor } from '../src/svg/palette.js';
import { fitted, textWidth } from '../src/svg/text-width.js';
import { readable, roundDomain, ticks } from '../src/svg/ticks.js';

function linear(hex: string): number[] {
  return [1, 3, 5].map(i => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = linear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

function lab(rgb: readonly number[]): number[] {
  const [r = 0, g = 0, b = 0] = rgb;
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const VISION = {
  trichromat: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanope: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranope: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
};

describe('colours of categories', () => {
  it.each(['#ffffff', '#181c20'])('keep a contrast of 3:1 to the page %s', page => {
    for (const color of CATEGORIES) expect(contrast(color, page)).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.entries(VISION))('can be told apart by a %s', (_, m) => {
    const seen = CATEGORIES.map(color => {
      const rgb = linear(color);
      return lab([0, 3, 6].map(row => [0, 1, 2].reduce((sum, c) => sum + (m[row + c] ?? 0) * (rgb[c] ?? 0), 0)));
    });
    for (let a = 0; a < seen.length; a++) {
      for (let b = 0; b < a; b++) {
        expect(
          Math.hypot(...[0, 1, 2].map(c => (seen[a]?.[c] ?? 0) - (seen[b]?.[c] ?? 0))),
          `${CATEGORIES[a]} ${CATEGORIES[b]}`,
        ).toBeGreaterThan(18);
      }
    }
  });

  it('of a sequence rise in lightness all the way', () => {
    for (let i = 1; i <= 32; i++) expect(luminance(sequentialColor(i / 32))).toBeGreaterThan(luminance(sequentialColor((i - 1) / 32)));
  });
});

describe('ticks', () => {
  const domain = fc
    .tuple(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.double({ min: 1e-6, max: 1e9, noNaN: true }))
    .filter(([low, span]) => span > Math.abs(low) * 1e-6);

  it('lie in the domain, are not too many and have labels of their own', () => {
    fc.assert(
      fc.property(domain, fc.integer({ min: 2, max: 12 }), ([low, span], count) => {
        const { values, labels, step } = ticks(low, low + span, count);
        expect(values.length).toBeGreaterThanOrEqual(1);
        expect(values.length).toBeLessThanOrEqual(1.7 * count + 2);
        expect(new Set(labels).size).toBe(values.length);
        for (const value of values) expect(value >= low - step * 1e-6 && value <= low + span + step * 1e-6).toBe(true);
      }),
    );
  });

  it('are round', () => {
    expect(ticks(0, 1, 5).labels).toEqual(['0.0', '0.2', '0.4', '0.6', '0.8', '1.0']);
    expect(ticks(-3, 3, 3).labels).toEqual(['−2', '0', '2']);
    expect(ticks(0, 20_000, 2).labels).toEqual(['0', '10,000', '20,000']);
    expect(ticks(0, 3e-9, 3).labels).toEqual(['0', '1e−9', '2e−9', '3e−9']);
    expect(ticks(0, 3, 10, true).labels).toEqual(['0', '1', '2', '3']);
  });

  it('widen a domain to whole steps and give one to a constant', () => {
    expect(roundDomain(0.3, 9.7, 5)).toEqual([0, 10]);
    expect(roundDomain(0, 0, 5)).toEqual([-1, 1]);
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), value => {
        const [low, high] = roundDomain(value, value, 5);
        return low < high && low <= value && value <= high;
      }),
    );
  });
});

describe('numbers for reading', () => {
  it.each([
    [0, '0'],
    [54722, '54,722'],
    [-0.5, '−0.5'],
    [27.4, '27.4'],
    [1 / 3, '0.3333'],
    [1234.56, '1,235'],
    [1.5e-9, '1.5e−9'],
    [1e12, '1e12'],
    [Number.NaN, 'not a number'],
  ])('%d reads %s', (value, text) => {
    expect(readable(value)).toBe(text);
  });
});

describe('texts', () => {
  it('are cut to the width there is, with an ellipsis', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.integer({ min: 30, max: 200 }), (text, width) => {
        const cut = fitted(text, 11, width);
        return (cut === text || cut.endsWith('…')) && textWidth(cut, 11) <= width;
      }),
    );
  });
});

describe('decimation', () => {
  it('keeps the order, the least and the greatest value, and never more than two points a bucket', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 50, maxLength: 400 }),
        fc.integer({ min: 1, max: 20 }),
        (y, buckets) => {
          const points = decimate(Array.from(y.keys()), y, buckets);
          expect(points.length).toBeLessThanOrEqual(2 * buckets);
          expect(Math.max(...points.map(([, v]) => v))).toBe(Math.max(...y));
          expect(Math.min(...points.map(([, v]) => v))).toBe(Math.min(...y));
          for (let i = 1; i < points.length; i++) expect(points[i]?.[0]).toBeGreaterThan(points[i - 1]?.[0] ?? -1);
        },
      ),
      { numRuns: 50 },
    );
  });
});
