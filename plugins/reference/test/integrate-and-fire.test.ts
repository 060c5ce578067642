import { type IntegrateAndFireOptions, integrateAndFire, lif, tensor } from '@rheobase/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drive, uniform } from './run.js';

const DT = 0.001;
const hold = (current: number, steps: number) => Array.from({ length: steps }, () => [current]);
const rows = (values: Float64Array) => Array.from(values, value => [value]);

/** Spikes of each step, as counts, and the voltage after it. */
async function counts(options: IntegrateAndFireOptions, currents: readonly (readonly number[])[]) {
  const found = await drive(integrateAndFire({ amplitude: 1, ...options }), currents, { states: ['voltage', 'netSpikes'] });
  return {
    fired: Array.from(found('output'), value => Math.round(value * DT)),
    voltage: Array.from(found('voltage')),
    net: Array.from(found('netSpikes')),
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('integrateAndFire with reset by subtraction', () => {
  it('keeps count: spikes times threshold and the voltage left are the integral of the current', async () => {
    const options = fc.record({
      threshold: fc.double({ min: 0.1, max: 3, noNaN: true }),
      initial: fc.double({ min: 0, max: 1, noNaN: true }),
      spikes: fc.constantFrom('binary' as const, 'signed' as const, { max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(options, fc.integer({ min: 0, max: 1000 }), async (given, seed) => {
        const currents = uniform(seed, 300, -1500, 2000);
        const { fired, voltage } = await counts(given, rows(currents));
        const integral = given.initial + sum(Array.from(currents, current => current * DT));
        expect(sum(fired) * given.threshold + (voltage.at(-1) ?? 0)).toBeCloseTo(integral, 9);
      }),
      { numRuns: 15, seed: 1 },
    );
  });

  it('emits within one threshold of the integral of a current that one spike a step can carry', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0.2, max: 2, noNaN: true }), fc.integer({ min: 0, max: 1000 }), async (threshold, seed) => {
        const currents = uniform(seed, 200, 0, threshold / DT);
        const { fired } = await counts({ threshold }, rows(currents));
        let integral = 0;
        let emitted = 0;
        fired.forEach((count, n) => {
          integral += (currents[n] ?? 0) * DT;
          emitted += count * threshold;
          expect(integral - emitted).toBeGreaterThanOrEqual(-1e-9);
          expect(integral - emitted).toBeLessThan(threshold + 1e-9);
        });
      }),
      { numRuns: 10, seed: 1 },
    );
  });

  it('rounds to the nearest where it starts half-way', async () => {
    for (const current of [130, 500, 870]) {
      const { fired } = await counts({ initial: 0.5 }, hold(current, 50));
      expect(Math.abs(sum(fired) - current * 0.05)).toBeLessThanOrEqual(0.5 + 1e-9);
    }
  });
});

describe('the range of spikes', () => {
  it('binary fires at most once a step', async () => {
    const { fired } = await counts({ spikes: 'binary' }, hold(3500, 10));
    expect(fired).toEqual(new Array(10).fill(1));
  });

  it('many fires floor(v / threshold), up to its most', async () => {
    expect((await counts({ spikes: { max: 3 }, threshold: 0.5 }, [[700], [900], [100], [5000], [0]])).fired).toEqual([1, 2, 0, 3, 3]);
  });

  it('signed takes spikes back where the voltage is below zero, and is never net negative', async () => {
    let takenBack = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 5000 }), async seed => {
        const { fired, net } = await counts({ spikes: 'signed' }, rows(uniform(seed, 300, -1200, 1200)));
        let total = 0;
        fired.forEach((count, n) => {
          total += count;
          expect(total).toBeGreaterThanOrEqual(0);
          expect(net[n]).toBe(total);
        });
        takenBack += fired.filter(count => count === -1).length;
      }),
      { numRuns: 10, seed: 1 },
    );
    expect(takenBack).toBeGreaterThan(100);
  });

  it('signed fires nothing below zero before it has fired at all', async () => {
    expect((await counts({ spikes: 'signed' }, [[-500], [-500], [2000], [-600], [-600], [-600], [-600]])).fired).toEqual([
      0, 0, 1, -1, 0, 0, 0,
    ]);
  });
});

describe('reset, floor, leak and thresholds', () => {
  it('to zero or to a value forgets what exceeded the threshold', async () => {
    expect((await counts({ reset: 'zero' }, hold(750, 4))).voltage).toEqual([0.75, 0, 0.75, 0]);
    const held = await counts({ reset: -0.5 }, hold(700, 4));
    expect(held.fired).toEqual([0, 1, 0, 0]);
    expect(held.voltage[1]).toBe(-0.5);
    const many = await counts({ reset: 'zero', spikes: { max: 5 } }, hold(2700, 2));
    expect([many.fired, many.voltage]).toEqual([
      [2, 2],
      [0, 0],
    ]);
  });

  it('holds the voltage at the floor', async () => {
    const { voltage } = await counts({ floor: -0.25 }, [[-100], [-100], [-100], [-900], [100]]);
    [-0.1, -0.2, -0.25, -0.25, -0.15].forEach((value, n) => void expect(voltage[n]).toBeCloseTo(value, 12));
  });

  it('with leak approaches J and is silent below threshold', async () => {
    const { fired, voltage } = await counts({ tauRc: 0.02 }, hold(0.9, 100));
    expect(sum(fired)).toBe(0);
    expect(voltage[19]).toBeCloseTo(-0.9 * Math.expm1(-1), 12);
  });

  it('takes threshold, start and amplitude per neuron', async () => {
    const neuron = integrateAndFire({
      threshold: tensor([3], [0.5, 1, 2]),
      initial: tensor([3], [0, 0.5, 1]),
      amplitude: tensor([3], [0.5, 1, 2]),
    });
    const found = (
      await drive(
        neuron,
        Array.from({ length: 40 }, () => [300, 300, 300]),
      )
    )('output');
    const emitted = [0, 1, 2].map(i => sum(Array.from(found.filter((_, k) => k % 3 === i))) * DT);
    [0.5, 1, 2].forEach((threshold, i) => void expect(Math.abs((emitted[i] ?? 0) - 12)).toBeLessThanOrEqual(threshold + 1e-9));
    expect(new Set(found)).toEqual(new Set([0, 500, 1000, 2000]));
  });

  it('starts at `initial` unless a voltage is given', async () => {
    const neuron = integrateAndFire({ initial: 0.9 });
    expect((await drive(neuron, [[50]], { states: ['voltage'] }))('voltage')[0]).toBeCloseTo(0.95, 12);
    expect((await drive(neuron, [[50]], { states: ['voltage'], initialState: { voltage: 0.2 } }))('voltage')[0]).toBeCloseTo(0.25, 12);
  });
});

describe('the refractory time', () => {
  it('blocks integration for so long after the step of the spike', async () => {
    const { fired } = await counts({ reset: 'zero', refractory: 0.003 }, hold(1000, 9));
    expect(fired).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
  });

  it('limits the rate also where subtraction leaves more than the threshold behind', async () => {
    const { fired } = await counts({ reset: 'subtract', refractory: 0.005 }, hold(3000, 100));
    expect(fired.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(20);
  });

  it('counts in parts of a step', async () => {
    const { fired, voltage } = await counts({ reset: 'zero', refractory: 0.0025 }, hold(1000, 5));
    expect(fired).toEqual([1, 0, 0, 0, 1]);
    expect(voltage[3]).toBeCloseTo(0.5, 12);
  });
});

describe('the family and lif', () => {
  it('have the same voltages, to the bit, until the first spike', async () => {
    const currents = rows(uniform(6, 300, 0, 1.4));
    const family = await drive(integrateAndFire({ tauRc: 0.02, reset: 'zero', refractory: 0.002 }), currents, { states: ['voltage'] });
    const preset = await drive(lif({ tauRc: 0.02, tauRef: 0.002, minVoltage: Number.NEGATIVE_INFINITY }), currents, {
      states: ['voltage'],
      initialState: { voltage: 0 },
    });
    expect(family('output')).toEqual(preset('output'));
    expect(family('voltage')).toEqual(preset('voltage'));
  });

  it('have intervals between spikes that differ by less than a step', async () => {
    for (const current of [1.2, 2, 5]) {
      const family = (await drive(integrateAndFire({ tauRc: 0.02, reset: 'zero', refractory: 0.002 }), hold(current, 4000)))('output');
      const fired = sum(Array.from(family)) * DT;
      const interval = 0.002 + 0.02 * Math.log1p(1 / (current - 1));
      expect(4 / fired).toBeGreaterThanOrEqual(interval - 0.005 * interval);
      expect(4 / fired).toBeLessThan(interval + DT + 0.005 * interval);
    }
  });
});
