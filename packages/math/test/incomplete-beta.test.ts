import { incompleteBeta, inverseIncompleteBeta, logBeta, logGamma, nextDown } from '@rheobase/math';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { incompleteBetas, logGammas } from './beta-reference-values.js';

const shape = fc.constantFrom(0.5, 1, 1.5, 2, 3, 3.5, 8, 31.5, 127.5);
/** Numbers whose distance from 1 is a double too. */
const exact = fc.integer({ min: 1, max: 2 ** 20 - 1 }).map(k => k / 2 ** 20);
const share = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true });

describe('ln Γ', () => {
  it('is what SciPy gives', () => {
    for (const [x, value] of logGammas) expect(Math.abs(logGamma(x) - value), `${x}`).toBeLessThan(1e-14 * Math.max(1, Math.abs(value)));
  });

  it('rises by ln x from x to x + 1', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e5, noNaN: true }), x => {
        const [low, high] = [logGamma(x), logGamma(x + 1)];
        expect(Math.abs(high - low - Math.log(x))).toBeLessThan(4e-15 * Math.max(8, Math.abs(high)));
      }),
      { numRuns: 1000 },
    );
  });

  it('has its limits, and is not defined below 0', () => {
    expect([logGamma(0), logGamma(Number.POSITIVE_INFINITY)]).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect([logGamma(-1), logGamma(Number.NaN)]).toEqual([Number.NaN, Number.NaN]);
    expect(Math.abs(logBeta(0.5, 0.5) - Math.log(Math.PI))).toBeLessThan(1e-14);
  });
});

describe('the incomplete beta function', () => {
  it('is what SciPy gives', () => {
    for (const [a, b, x, value] of incompleteBetas) {
      expect(Math.abs(incompleteBeta(a, b, x) - value), `${a}, ${b}, ${x}`).toBeLessThan(1e-13 * (a + b) * Math.max(value, 1e-3));
    }
  });

  it('has simple forms where a parameter is 1', () => {
    fc.assert(
      fc.property(shape, share, (a, x) => {
        expect(Math.abs(incompleteBeta(a, 1, x) - x ** a)).toBeLessThan(1e-13 * (a + 1));
        expect(Math.abs(incompleteBeta(1, a, x) - (1 - (1 - x) ** a))).toBeLessThan(1e-13 * (a + 1));
      }),
      { numRuns: 1000 },
    );
  });

  it('and its mirror image add up to 1, and it rises', () => {
    fc.assert(
      fc.property(shape, shape, exact, exact, (a, b, x, y) => {
        expect(Math.abs(incompleteBeta(a, b, x) + incompleteBeta(b, a, 1 - x) - 1)).toBeLessThan(1e-13 * (a + b));
        const [low, high] = x < y ? [x, y] : [y, x];
        expect(incompleteBeta(a, b, high) - incompleteBeta(a, b, low)).toBeGreaterThan(-1e-13 * (a + b));
      }),
      { numRuns: 1000 },
    );
  });

  it('is undone by its inverse', () => {
    fc.assert(
      fc.property(shape, shape, fc.double({ min: 1e-9, max: 0.9, noNaN: true }), (a, b, p) => {
        const x = inverseIncompleteBeta(a, b, p);
        // Where x is close to 1 the steps between doubles show.
        const steep = x > 1 - 1e-6 ? 1e-6 : 0;
        expect(Math.abs(incompleteBeta(a, b, x) - p)).toBeLessThan(1e-12 * (a + b) * p + steep);
      }),
      { numRuns: 1000 },
    );
  });

  it('has the ends that it must have, and none outside', () => {
    expect([incompleteBeta(2, 3, 0), incompleteBeta(2, 3, 1)]).toEqual([0, 1]);
    expect([inverseIncompleteBeta(2, 3, 0), inverseIncompleteBeta(2, 3, 1)]).toEqual([0, 1]);
    for (const [a, b, x] of [
      [0, 1, 0.5],
      [1, -1, 0.5],
      [1, 1, 1.5],
      [1, 1, Number.NaN],
      [Number.POSITIVE_INFINITY, 1, 0.5],
    ] as const) {
      expect([incompleteBeta(a, b, x), inverseIncompleteBeta(a, b, x)]).toEqual([Number.NaN, Number.NaN]);
    }
  });
});

describe('the number below', () => {
  it('is the neighbour', () => {
    expect(nextDown(1)).toBe(1 - 2 ** -53);
    expect(nextDown(-1)).toBe(-1 - 2 ** -52);
    expect([nextDown(0), nextDown(-0), nextDown(5e-324)]).toEqual([-5e-324, -5e-324, 0]);
    expect([nextDown(Number.POSITIVE_INFINITY), nextDown(Number.NEGATIVE_INFINITY), nextDown(Number.NaN)]).toEqual([
      Number.MAX_VALUE,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
    ]);
  });
});
