import { build } from '@rheobase/build';
import {
  defineNeuron,
  type IntegrateAndFireOptions,
  integrateAndFire,
  lif,
  mapParameters,
  Network,
  type NeuronRecord,
  poissonSpiking,
  rate,
  stepsOf,
  tensor,
} from '@rheobase/core';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime } from '@rheobase/runtime';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wasm } from '../src/index.js';

const runtime = createRuntime(reference(), wasm());

const machines = [
  ['reference', 'float64'],
  ['wasm', 'float64'],
  ['wasm', 'float32'],
] as const;

interface Run {
  readonly dt?: number;
  readonly steps: number;
  readonly attribute?: string;
}

/** What neurons in constant currents record, step by step, on a machine. */
async function recorded(
  neuronType: NeuronRecord,
  currents: readonly number[],
  { dt = 0.001, steps, attribute = 'output' }: Run,
  [backend, precision]: (typeof machines)[number],
): Promise<Float64Array> {
  const net = new Network({ seed: 1 });
  const cells = net.ensemble(currents.length, 1, {
    neuronType,
    encoders: null,
    gain: 1,
    bias: [...currents],
    ...(neuronType.type === 'lif' ? { initialState: { voltage: 0 } } : {}),
  });
  const probe = net.probe(cells.neurons, { attribute });
  using simulation = await (await runtime).simulate(await build(net), { backend, precision, dt });
  await simulation.runSteps(steps);
  return Float64Array.from(simulation.data(probe).data);
}

/** Spikes of each neuron, on each machine. */
const counts = (neuron: NeuronRecord, currents: readonly number[], run: Run) =>
  Promise.all(
    machines.map(async machine => {
      const sums = currents.map(() => 0);
      (await recorded(neuron, currents, run, machine)).forEach((x, at) => {
        sums[at % sums.length] = (sums[at % sums.length] ?? 0) + x;
      });
      return sums.map(sum => Math.round(sum * (run.dt ?? 0.001)));
    }),
  );

const single = (neuron: NeuronRecord, k = 0): NeuronRecord<number> =>
  mapParameters(neuron, value => (typeof value === 'number' ? value : (value.data[k] ?? 0)));

describe('a refractory time of whole steps', () => {
  it.each([
    [0.009, 1000],
    [0.002, 3334],
  ])('of %s s lets a strong current fire %s times in 10 s, on every backend and in either precision', async (refractory, spikes) => {
    const neuron = integrateAndFire({ tauRc: 0.02, refractory });
    expect(await counts(neuron, [1000], { steps: 10_000 })).toEqual([[spikes], [spikes], [spikes]]);
    expect(Math.abs(rate(single(neuron), 1000) * 10 - spikes)).toBeLessThan(1);
  });

  it('stays that of Nengo in lif: 110.9 Hz for 0.009 s, 495.1 Hz for 0.002 s', async () => {
    for (const [tauRef, spikes] of [
      [0.009, 1109],
      [0.002, 4951],
    ] as const)
      expect(await counts(lif({ tauRef }), [1000], { steps: 10_000 })).toEqual([[spikes], [spikes], [spikes]]);
  });

  describe.each([0.001, 0.0005, 0.002, 0.0001, 0.003])('at dt = %s s', dt => {
    const products = Array.from({ length: 40 }, (_, k) => (k + 1) * dt);
    const sums = products.map((_, k) => Array.from({ length: k + 1 }, () => dt).reduce((sum, x) => sum + x, 0));
    const singles = products.map(Math.fround);

    it.each([
      ['products', products],
      ['sums', sums],
      ['single precision numbers', singles],
    ])('holds a neuron for 1 to 40 of them, given as %s, as the rate says', async (_, times) => {
      const steps = 2000;
      for (const reset of ['subtract', 'zero', -0.5] as const) {
        const neuron = integrateAndFire({ tauRc: 0.02, reset, refractory: tensor([40], times) });
        const expected = times.map((_time, k) => 1 + Math.floor((steps - 1) / (k + 2)));
        const found = await counts(neuron, new Array(40).fill(30_000), { dt, steps });
        expect(found).toEqual([expected, expected, expected]);
        expected.forEach((spikes, k) => {
          expect(Math.abs(rate(single(neuron, k), 30_000, dt) * steps * dt - spikes)).toBeLessThanOrEqual(1);
        });
      }
    });
  });

  it('is told in seconds, with the step of the spike right after it, and may be given at the start', async () => {
    const neuron = integrateAndFire({ reset: 'zero', refractory: 0.003 });
    for (const machine of machines) {
      const times = await recorded(neuron, [1000], { steps: 6, attribute: 'refractoryTime' }, machine);
      [0.004, 0.003, 0.002, 0.001, 0.004, 0.003].forEach((time, n) => void expect(times[n]).toBeCloseTo(time, 9));
    }
    const net = new Network({ seed: 1 });
    const cells = net.ensemble(1, 1, { neuronType: neuron, encoders: null, gain: 1, bias: 1000, initialState: { refractoryTime: 0.003 } });
    const [output, first] = [net.probe(cells.neurons), net.probe(cells.neurons.at(0), { attribute: 'refractoryTime', sampleEvery: 0.002 })];
    for (const [backend, precision] of machines) {
      using simulation = await (await runtime).simulate(await build(net), { backend, precision });
      await simulation.runSteps(4);
      expect(Array.from(simulation.data(output).data, x => Math.round(x))).toEqual([0, 0, 1000, 0]);
      const [second = 0, fourth = 0] = simulation.data(first).data;
      expect([second, fourth].map(x => Math.round(x * 1e9))).toEqual([1e6, 3e6]);
    }
  });

  it('goes on from a snapshot where it was, and is kept by a base of other spikes', async () => {
    for (const [backend, precision] of machines) {
      const net = new Network({ seed: 1 });
      const cells = net.ensemble(2, 1, {
        neuronType: integrateAndFire({ refractory: 0.0075 }),
        encoders: null,
        gain: 1,
        bias: [900, 1700],
      });
      const wrapped = net.ensemble(2, 1, {
        neuronType: poissonSpiking(integrateAndFire({ refractory: 0.004 })),
        encoders: null,
        gain: 1,
        bias: 2000,
      });
      const probes = [net.probe(cells.neurons), net.probe(wrapped.neurons, { attribute: 'refractoryTime' })];
      const model = await build(net);
      using whole = await (await runtime).simulate(model, { backend, precision });
      using half = await (await runtime).simulate(model, { backend, precision });
      using rest = await (await runtime).simulate(model, { backend, precision });
      await whole.runSteps(60);
      await half.runSteps(33);
      rest.restore(half.snapshot());
      await rest.runSteps(27);
      for (const probe of probes) {
        const all = Array.from(whole.data(probe).data);
        expect(Array.from(rest.data(probe).data)).toEqual(all.slice(2 * 33));
        expect(all.some(x => x > 0)).toBe(true);
      }
    }
  });
});

describe('the step of integrateAndFire and its rate', () => {
  const options = fc.record({
    tauRc: fc.constantFrom(null, 0.02),
    reset: fc.constantFrom('zero' as const, 'subtract' as const),
    spikes: fc.constantFrom('binary' as const, 'signed' as const, { max: 100 }),
    refractory: fc.oneof(
      fc.constant(0),
      fc.integer({ min: 1, max: 20 }).map(k => k * 0.0005),
      fc.double({ min: 1e-4, max: 0.02, noNaN: true }),
    ),
  });

  /** Seconds between spikes as they were less as they should be, in steps. */
  async function lateness(given: IntegrateAndFireOptions, dt: number) {
    const steps = 20_000;
    const neuron = integrateAndFire(given);
    const currents = Array.from({ length: 24 }, (_, i) => (given.tauRc === null ? 50 : 1) * 1.07 * 1.31 ** i);
    const [one = [], two = [], three = []] = await counts(neuron, currents, { dt, steps });
    expect(two).toEqual(one);
    three.forEach((spikes, i) => void expect(Math.abs(spikes - (one[i] ?? 0))).toBeLessThanOrEqual(2 + 1e-5 * (one[i] ?? 0)));
    return currents.map((current, i) => {
      const interval = 1 / rate(single(neuron), current, dt);
      // The count is off by one spike at most at either end.
      const slack = (2 * interval) / (one[i] ?? 1) / dt;
      return { late: ((steps * dt) / (one[i] ?? 1) - interval) / dt, slack, interval: interval / dt };
    });
  }

  it('agree: what the reset forgets delays a spike by less than a step, and nothing comes early', async () => {
    await fc.assert(
      fc.asyncProperty(options, fc.constantFrom(0.001, 0.0005), async (given, dt) => {
        for (const { late, slack } of await lateness(given, dt)) {
          expect(late).toBeGreaterThanOrEqual(-slack);
          expect(late).toBeLessThan(1 + slack);
        }
      }),
      { numRuns: 25, seed: 4 },
    );
  });

  it('are the same where subtraction forgets nothing and nothing leaks', async () => {
    for (const refractory of [0, 0.002, 0.0025, 0.009])
      for (const spikes of ['binary', 'signed', { max: 100 }] as const)
        for (const { late, slack } of await lateness({ tauRc: null, reset: 'subtract', refractory, spikes }, 0.001))
          expect(Math.abs(late)).toBeLessThanOrEqual(slack);
  });

  it('agree with spikes.max and a refractory time, of which a step holds one spike', async () => {
    const neuron = integrateAndFire({ tauRc: 0.02, reset: 'subtract', spikes: { max: 100 }, refractory: 0.002 });
    const currents = [1.5, 5, 20, 60, 400, 1000];
    const [spikes = [], ...others] = await counts(neuron, currents, { steps: 10_000 });
    expect(others).toEqual([spikes, spikes]);
    currents.forEach((current, i) => {
      const curve = rate(single(neuron), current);
      expect(curve).toBeLessThanOrEqual(1 / 0.003 + 1e-9);
      expect(Math.abs((spikes[i] ?? 0) / 10 / curve - 1)).toBeLessThan(0.04);
    });
    const mixed = integrateAndFire({ threshold: 0.1, spikes: { max: 100 }, refractory: tensor([2], [0, 0.004]) });
    expect(await counts(mixed, [1000, 1000], { steps: 1000 })).toEqual([
      [10_000, 200],
      [10_000, 200],
      [10_000, 200],
    ]);
  });
});

describe('a neuron type of one’s own', () => {
  it('that counts its refractory time in steps fires as integrateAndFire does', async () => {
    const own = defineNeuron({
      name: 'held',
      version: '1',
      spiking: true,
      parameters: { refractory: 0.009 },
      state: { voltage: 0, waiting: 0 },
      step: ({ dt, current, state, parameters }) => {
        if (state.waiting > 0) {
          state.waiting -= 1;
          return 0;
        }
        state.voltage += current * dt;
        if (state.voltage < 1) return 0;
        state.voltage = 0;
        state.waiting = stepsOf(parameters.refractory, dt);
        return 1 / dt;
      },
      rates: (current, { refractory }) => rate(single(integrateAndFire({ reset: 'zero', refractory })), current),
    });
    for (const refractory of [0.009, 0.002, 0.007]) {
      const [ours = [], theirs = []] = await Promise.all(
        [own({ refractory }), integrateAndFire({ reset: 'zero', refractory })].map(neuron => counts(neuron, [300, 1000], { steps: 3000 })),
      );
      expect(ours[0]).toEqual(theirs[0]);
    }
  });
});
