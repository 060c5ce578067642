import { build } from '@rheobase/build';
import {
  adaptiveLif,
  adaptiveLifRate,
  izhikevich,
  mapParameters,
  Network,
  type NeuronRecord,
  poissonSpiking,
  rate,
  regularSpiking,
  relu,
  stochasticSpiking,
  tanh,
} from '@rheobase/core';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime } from '@rheobase/runtime';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drive, uniform } from './run.js';

const hold = (currents: readonly number[], steps: number) => Array.from({ length: steps }, () => currents);
const column = (values: Float64Array, size: number, neuron: number) => Array.from(values.filter((_, i) => i % size === neuron));
const rows = (values: Float64Array, size: number) =>
  Array.from({ length: values.length / size }, (_, n) => Array.from(values.subarray(n * size, (n + 1) * size)));
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

describe('regularSpiking', () => {
  it('fires floor(v0 + integral of the rate) times, also below zero', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 1000 }), fc.constantFrom(0.001, 0.01), async (seed, dt) => {
        const currents = uniform(seed, 200, -3, 3);
        const found = await drive(
          regularSpiking(tanh({ tauRef: 0.001 }), { amplitude: 0.5 }),
          Array.from(currents, current => [current]),
          { dt, states: ['rateOut', 'voltage'], initialState: { voltage: 0.25 } },
        );
        const integral = 0.25 + dt * sum(Array.from(found('rateOut')));
        const fired = sum(Array.from(found('output'))) * (dt / 0.5);
        expect(fired).toBeCloseTo(Math.floor(integral), 6);
        expect(integral - fired).toBeCloseTo(found('voltage').at(-1) ?? Number.NaN, 6);
        expect(found('output').some(x => x < 0)).toBe(true);
      }),
      { numRuns: 8, seed: 1 },
    );
  });
});

describe('random spikes', () => {
  const steps = 20000;

  it.each([
    ['poissonSpiking', poissonSpiking(relu(), { amplitude: 0.5 }), (mean: number) => mean],
    ['stochasticSpiking', stochasticSpiking(relu(), { amplitude: 0.5 }), (mean: number) => (mean % 1) * (1 - (mean % 1))],
  ] as const)('of %s have the mean and the variance of their law within 5 standard errors', async (_name, neuron, variance) => {
    const currents = [20, 700, 2400, 40000];
    const found = (await drive(neuron, hold(currents, steps)))('output');
    currents.forEach((current, i) => {
      const counts = column(found, currents.length, i).map(x => (x * 0.001) / 0.5);
      expect(counts.every(k => Math.abs(k - Math.round(k)) < 1e-9)).toBe(true);
      const expected = variance(current * 0.001);
      const mean = sum(counts) / steps;
      expect(Math.abs(mean - current * 0.001)).toBeLessThanOrEqual(5 * Math.sqrt(expected / steps) + 1e-12);
      const squares = counts.map(k => (k - current * 0.001) ** 2);
      const spread = Math.sqrt(sum(squares.map(x => (x - expected) ** 2)) / steps / steps);
      expect(Math.abs(sum(squares) / steps - expected)).toBeLessThanOrEqual(5 * spread + 1e-12);
    });
  });

  it.each([poissonSpiking(tanh()), stochasticSpiking(tanh())])('have the sign of the rate: $type', async neuron => {
    const found = (await drive(neuron, hold([-2, 2], 500)))('output');
    expect(column(found, 2, 0).every(x => x <= 0)).toBe(true);
    expect(column(found, 2, 1).every(x => x >= 0)).toBe(true);
    expect(found.filter(x => x !== 0).length).toBeGreaterThan(200);
  });

  it.each([
    poissonSpiking(relu()),
    stochasticSpiking(relu()),
  ])('start again with a reset and go on from a snapshot: $type', async neuronType => {
    const net = new Network({ seed: 3 });
    const cells = net.ensemble(4, 1, { label: 'cells', neuronType, encoders: null, gain: 1, bias: 400 });
    const probe = net.probe(cells.neurons);
    await using runtime = await createRuntime(reference());
    const model = await build(net);
    using simulation = await runtime.simulate(model);
    await simulation.runSteps(50);
    const first = Array.from(simulation.data(probe).data);
    simulation.reset();
    await simulation.runSteps(50);
    expect(Array.from(simulation.data(probe).data)).toEqual(first);
    using other = await runtime.simulate(model, { seed: 1 });
    await other.runSteps(50);
    expect(Array.from(other.data(probe).data)).not.toEqual(first);
  });
});

describe('neurons of one ensemble', () => {
  const types: readonly NeuronRecord[] = [
    adaptiveLif({ tauN: 0.1 }),
    adaptiveLifRate({ tauN: 0.1 }),
    izhikevich(),
    regularSpiking(adaptiveLifRate()),
  ];

  it.each(types)('do not know of each other: $type in another order does the same', async neuron => {
    const currents = rows(uniform(5, 300, 0, 12), 3);
    const turned = currents.map(row => row.toReversed());
    const start = neuron.type === 'adaptiveLifRate' ? {} : { initialState: { voltage: 0.3 } };
    const [found, back] = await Promise.all([drive(neuron, currents, start), drive(neuron, turned, start)]);
    expect(rows(back('output'), 3).map(row => row.toReversed())).toEqual(rows(found('output'), 3));
    expect(found('output').some(x => x > 0)).toBe(true);
  });

  it('adapt: the rate falls to where adaptation and rate agree', async () => {
    const neuron = adaptiveLifRate({ tauN: 0.05, incN: 0.01 });
    const found = await drive(neuron, hold([6], 1000), { states: ['adaptation'] });
    const plain = mapParameters(neuron, value => (typeof value === 'number' ? value : Number.NaN));
    const last = found('output').at(-1) ?? 0;
    expect(found('output')[0]).toBeCloseTo(rate(plain, 6), 9);
    expect(last).toBeLessThan(0.85 * rate(plain, 6));
    expect(last).toBeCloseTo(rate(plain, 6 - 0.01 * last), 6);
    expect(found('adaptation').at(-1)).toBeCloseTo(0.01 * last, 6);
  });
});
