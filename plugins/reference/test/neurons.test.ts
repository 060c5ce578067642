import { lif, lifRate, type NeuronRecord, rate, relu, softLif, spikingRelu, tensor } from '@rheobase/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drive, uniform } from './run.js';

const hold = (currents: readonly number[], steps: number) => Array.from({ length: steps }, () => currents);
const columns = (values: Float64Array, size: number, neuron: number) => Array.from(values.filter((_, i) => i % size === neuron));
const spikes = (values: readonly number[]) => values.filter(x => x > 0).length;

describe('lif', () => {
  it('fires every tauRef + tauRc log(1 + 1 / (J - 1)) seconds: within one spike over 4 s', async () => {
    const parameters = fc.record({
      tauRc: fc.double({ min: 0.005, max: 0.1, noNaN: true }),
      tauRef: fc.double({ min: 0.001, max: 0.005, noNaN: true }),
      currents: fc.array(fc.double({ min: 1.01, max: 20, noNaN: true }), { minLength: 3, maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(parameters, async ({ tauRc, tauRef, currents }) => {
        const found = (await drive(lif({ tauRc, tauRef }), hold(currents, 4000), { initialState: { voltage: 0 } }))('output');
        currents.forEach((current, i) => {
          const interval = tauRef + tauRc * Math.log1p(1 / (current - 1));
          const expected = (4 + tauRef) / interval;
          expect(Math.abs(spikes(columns(found, 3, i)) - expected)).toBeLessThanOrEqual(1 + 1e-9);
        });
      }),
      { numRuns: 8, seed: 1 },
    );
  });

  it('is silent at or below threshold and approaches J exactly', async () => {
    const found = await drive(lif({ tauRc: 0.02 }), hold([0.5, 1, -2], 200), { states: ['voltage'], initialState: { voltage: 0 } });
    expect(spikes(Array.from(found('output')))).toBe(0);
    const first = columns(found('voltage'), 3, 0);
    [1, 10, 100].forEach(n => void expect(first[n - 1]).toBeCloseTo(-0.5 * Math.expm1((-n * 0.001) / 0.02), 12));
    expect(Math.min(...columns(found('voltage'), 3, 2))).toBe(0);
  });

  it('falls no lower than minVoltage', async () => {
    const found = (await drive(lif({ minVoltage: -0.7 }), hold([-5], 100), { states: ['voltage'] }))('voltage');
    expect(Math.min(...found)).toBe(-0.7);
    const free = (await drive(lif({ minVoltage: Number.NEGATIVE_INFINITY }), hold([-5], 400), { states: ['voltage'] }))('voltage');
    expect(free.at(-1)).toBeCloseTo(-5, 6);
  });

  it('emits amplitude / dt per spike, with parameters per neuron', async () => {
    const neuron = lif({ amplitude: tensor([2], [1, 0.25]), tauRef: tensor([2], [0.002, 0.01]) });
    const found = (await drive(neuron, hold([5, 5], 1000)))('output');
    expect(new Set(columns(found, 2, 0))).toEqual(new Set([0, 1000]));
    expect(new Set(columns(found, 2, 1))).toEqual(new Set([0, 250]));
    expect(spikes(columns(found, 2, 0))).toBeGreaterThan(spikes(columns(found, 2, 1)));
  });

  it('never fires twice within its refractory time', async () => {
    const currents = uniform(3, 2000, -50, 400);
    const found = (
      await drive(
        lif({ tauRef: 0.005 }),
        Array.from(currents, current => [current]),
      )
    )('output');
    const times = Array.from(found, (x, n) => (x > 0 ? n : -1)).filter(n => n >= 0);
    expect(times.length).toBeGreaterThan(100);
    expect(Math.min(...times.slice(1).map((n, i) => n - (times[i] ?? 0)))).toBeGreaterThanOrEqual(5);
  });
});

describe('spikingRelu', () => {
  it('fires floor(v0 + sum of max(J, 0) dt) times, several a step where it has to', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 1000 }), fc.constantFrom(50, 900, 5000), async (seed, high) => {
        const currents = uniform(seed, 200, -high, high);
        const found = (
          await drive(
            spikingRelu({ amplitude: 0.5 }),
            Array.from(currents, current => [current]),
            { initialState: { voltage: 0.3 } },
          )
        )('output');
        let voltage = 0.3;
        let fired = 0;
        found.forEach((value, n) => {
          voltage += 0.001 * Math.max(currents[n] ?? 0, 0);
          fired += (value * 0.001) / 0.5;
          expect(Math.abs(voltage - fired - 0.5)).toBeLessThan(0.5 + 1e-9);
          expect(value / 500).toBeCloseTo(Math.round(value / 500), 9);
        });
      }),
      { numRuns: 10, seed: 1 },
    );
  });
});

describe('rate neurons', () => {
  const types: readonly NeuronRecord[] = [
    relu(),
    relu({ amplitude: 3 }),
    lifRate({ tauRc: 0.03, tauRef: 0.001 }),
    softLif({ sigma: 0.1, amplitude: 2 }),
  ];

  it.each(types.map(type => [type.type, type] as const))('%s gives rate(J) in every step', async (_name, neuron) => {
    const currents = uniform(2, 300, -2, 6);
    const found = (
      await drive(
        neuron,
        Array.from({ length: 100 }, (_, n) => Array.from(currents.slice(n * 3, n * 3 + 3))),
      )
    )('output');
    found.forEach((value, i) => {
      expect(value).toBe(rate(scalar(neuron), currents[i] ?? 0));
    });
  });

  it('take parameters per neuron', async () => {
    const found = (
      await drive(relu({ amplitude: tensor([3], [1, 2, 3]) }), [
        [1, 1, -1],
        [2, 2, 2],
      ])
    )('output');
    expect(Array.from(found)).toEqual([1, 2, 0, 2, 4, 6]);
  });
});

/** A neuron whose parameters are all single numbers. */
function scalar(neuron: NeuronRecord): NeuronRecord<number> {
  const one = (value: unknown): number => {
    if (typeof value === 'number') return value;
    throw new Error('a single number is needed');
  };
  switch (neuron.type) {
    case 'relu':
      return { type: 'relu', amplitude: one(neuron.amplitude) };
    case 'lifRate':
      return { type: 'lifRate', amplitude: one(neuron.amplitude), tauRc: one(neuron.tauRc), tauRef: one(neuron.tauRef) };
    case 'softLif':
      return {
        type: 'softLif',
        amplitude: one(neuron.amplitude),
        tauRc: one(neuron.tauRc),
        tauRef: one(neuron.tauRef),
        sigma: one(neuron.sigma),
      };
    default:
      throw new Error(`${neuron.type} has state`);
  }
}
