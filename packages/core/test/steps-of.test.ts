import { stepsOf } from '@rheobase/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const steps = fc.integer({ min: 0, max: 100_000 });
const dt = fc.oneof(fc.constantFrom(0.001, 0.0005, 0.002, 0.0001, 0.003, 0.1), fc.double({ min: 1e-6, max: 1, noNaN: true }));

describe('the steps of a duration', () => {
  it('are whole where division gives a little more or less', () => {
    expect(0.3 / 0.1).not.toBe(3);
    expect(stepsOf(0.3, 0.1)).toBe(3);
    expect(stepsOf(0.001 * 3, 0.001)).toBe(3);
    expect(stepsOf(Math.fround(0.009), 0.001)).toBe(9);
    expect([stepsOf(1e-18, 0.001), stepsOf(-1e-18, 0.001), stepsOf(0, 0.001)]).toEqual([0, -0, 0]);
  });

  it('are whole for every whole multiple of a step: as a product, a sum, or a single precision number', () => {
    fc.assert(
      fc.property(steps, dt, (k, step) => {
        expect(stepsOf(k * step, step)).toBe(k);
        expect(stepsOf(Math.fround(k * step), step)).toBe(k);
        expect(stepsOf(Math.fround(k * step), Math.fround(step))).toBe(k);
      }),
    );
    for (const step of [0.001, 0.0005, 0.002, 0.0001, 0.003])
      for (let k = 0, sum = 0; k <= 40; k++, sum += step) expect(stepsOf(sum, step)).toBe(k);
  });

  it('keep a fraction that is meant', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.double({ min: 0.002, max: 0.998, noNaN: true }), dt, (k, fraction, step) => {
        const found = stepsOf((k + fraction) * step, step);
        expect(Number.isInteger(found)).toBe(false);
        expect(found).toBeCloseTo(k + fraction, 9);
      }),
    );
    expect(stepsOf(0.0095, 0.001)).toBeCloseTo(9.5, 12);
  });
});
