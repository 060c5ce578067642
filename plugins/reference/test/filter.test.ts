import { build } from '@rheobase/build';
import { alpha, linearFilter, lowpass, Network, type SynapseRecord, synapseNode, triangle } from '@rheobase/core';
import { samplesOf } from '@rheobase/data';
import { reference } from '@rheobase/plugin-reference';
import { filt } from '@rheobase/program';
import { createRuntime } from '@rheobase/runtime';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { run, uniform } from './run.js';

/** What arrives in each step through a synapse and a delay, of the input's two elements in two items. */
async function through(
  synapse: SynapseRecord | null,
  delaySteps: number,
  steps: number,
  values: Float64Array,
  dt = 0.001,
): Promise<Float64Array> {
  const net = new Network();
  const out = net.passthrough(2, { label: 'end' });
  net.connect(net.input(2, { label: 'in' }), out, { synapse, delaySteps });
  net.probe(out, { label: 'out' });
  return (await run(net, steps, { dt, inputs: samplesOf([2, steps, 2], values) }))('out');
}

const times = fc.double({ min: 1e-4, max: 0.5, noNaN: true });

describe('a synapse', () => {
  it('answers a step with 1 - exp(-t / tau), one step later', async () => {
    await fc.assert(
      fc.asyncProperty(times, fc.constantFrom(1e-4, 1e-3, 0.01), async (tau, dt) => {
        const found = await through(lowpass(tau), 0, 60, new Float64Array(240).fill(1), dt);
        for (let n = 1; n <= 60; n++) expect(Math.abs((found[(n - 1) * 2] ?? 2) + Math.expm1((-(n - 1) * dt) / tau))).toBeLessThan(1e-13);
      }),
      { numRuns: 25, seed: 1 },
    );
  });

  it('of type alpha answers a step with 1 - (1 + t / tau) exp(-t / tau)', async () => {
    await fc.assert(
      fc.asyncProperty(times, fc.constantFrom(1e-4, 1e-3, 0.01), async (tau, dt) => {
        const found = await through(alpha(tau), 0, 60, new Float64Array(240).fill(1), dt);
        for (let n = 1; n <= 60; n++) {
          const t = ((n - 1) * dt) / tau;
          expect(Math.abs((found[(n - 1) * 2] ?? 2) - (1 - (1 + t) * Math.exp(-t)))).toBeLessThan(1e-11);
        }
      }),
      { numRuns: 25, seed: 1 },
    );
  });

  it.each([lowpass(0), alpha(0)])('%o with tau 0 delays by one step', async synapse => {
    const values = uniform(1, 4 * 10);
    const found = await through(synapse, 0, 10, values);
    expect(Array.from(found.slice(0, 20))).toEqual([0, 0, ...values.slice(0, 18)]);
  });

  it('is linear and keeps elements and items apart', async () => {
    const values = uniform(1, 4 * 30);
    const only = values.map((value, i) => (i < 60 && i % 2 === 1 ? value : 0));
    const [all, one] = [await through(alpha(0.004), 2, 30, values), await through(alpha(0.004), 2, 30, only)];
    for (let i = 0; i < 120; i++) expect(one[i]).toBe(i < 60 && i % 2 === 1 ? all[i] : 0);
  });
});

const kinds: readonly SynapseRecord[] = [
  alpha(0.003),
  triangle(0.007),
  linearFilter({ numerator: [2, 1, 5], denominator: [0.001, 0.05, 1] }),
  linearFilter({ numerator: [1], denominator: [0.0004, 0.02, 1], method: 'bilinear' }),
  linearFilter({ numerator: [0.2], denominator: [1, -0.8], analog: false }),
  linearFilter({ numerator: [3], denominator: [2] }),
];

describe('a synapse of any kind', () => {
  const values = uniform(5, 4 * 30);
  const alone = (synapse: SynapseRecord, item: number) =>
    filt(
      synapse,
      Array.from({ length: 30 }, (_, k) => Array.from(values.slice(item * 60 + 2 * k, item * 60 + 2 * k + 2))),
    ).data;

  it.each(kinds)('delivers what filt gives, one step later: %o', async synapse => {
    const found = await through(synapse, 0, 30, values);
    for (const item of [0, 1])
      expect(Array.from(found.slice(item * 60, item * 60 + 60))).toEqual([0, 0, ...alone(synapse, item).slice(0, 58)]);
  });

  it.each(kinds)('in a node filters within the step: %o', async synapse => {
    const net = new Network();
    const node = net.node(synapseNode(synapse, 2), { label: 'filter' });
    net.connect(net.input(2, { label: 'in' }), node, { synapse: null });
    net.probe(node, { label: 'out' });
    const found = (await run(net, 30, { inputs: samplesOf([2, 30, 2], values) }))('out');
    for (const item of [0, 1]) expect(found.slice(item * 60, item * 60 + 60)).toEqual(alone(synapse, item));
  });

  it.each(kinds)('goes on after a pause and from a snapshot to the bit: %o', async synapse => {
    const net = new Network();
    const node = net.node(synapseNode(synapse, 2), { label: 'filter' });
    net.connect(net.input(2, { label: 'in' }), node, { synapse });
    net.probe(node, { label: 'out' });
    const runtime = await createRuntime(reference());
    const inputs = samplesOf([2, 30, 2], values);
    using whole = await runtime.simulate(await build(net), { backend: 'reference', inputs });
    await whole.runSteps(11);
    const saved = whole.snapshot();
    await whole.runSteps(19);
    const straight = whole.data('out').data.slice();
    using parts = await runtime.simulate(await build(net), { backend: 'reference', inputs });
    await parts.runSteps(3);
    await parts.runSteps(27);
    expect(parts.data('out').data).toEqual(straight);
    parts.restore(saved);
    await parts.runSteps(19);
    expect(parts.data('out').data.slice(-19 * 2)).toEqual(straight.slice(-19 * 2));
  });
});

describe('delaySteps', () => {
  it('without a synapse delivers the very values so many steps later', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 15 }), async (delay, steps) => {
        const values = uniform(4, 4 * steps);
        const found = await through(null, delay, steps, values);
        for (const item of [0, 1]) {
          for (let k = 0; k < steps * 2; k++)
            expect(found[item * steps * 2 + k]).toBe(k < delay * 2 ? 0 : values[item * steps * 2 + k - delay * 2]);
        }
      }),
      { numRuns: 30, seed: 1 },
    );
  });

  it('after a synapse delays what the synapse gives, to the bit', async () => {
    for (const synapse of [lowpass(0.01), alpha(0.003), lowpass(0)]) {
      const values = uniform(4, 4 * 20);
      const prompt = await through(synapse, 0, 20, values);
      for (const delay of [1, 2, 7]) {
        const late = await through(synapse, delay, 20, values);
        for (const item of [0, 1]) {
          for (let k = 0; k < 40; k++) expect(late[item * 40 + k]).toBe(k < delay * 2 ? 0 : prompt[item * 40 + k - delay * 2]);
        }
      }
    }
  });
});

describe('a filtered probe', () => {
  it('records the filter output of the step before, like a connection with the same synapse', async () => {
    const net = new Network();
    const input = net.input(2, { label: 'in' });
    const end = net.passthrough(2, { label: 'end' });
    const connection = net.connect(input, end, { synapse: lowpass(0.02) });
    net.probe(end, { label: 'arrives' });
    net.probe(input, { label: 'probe', synapse: lowpass(0.02) });
    net.probe(connection, { label: 'connection' });
    const found = await run(net, 20, { inputs: samplesOf([1, 20, 2], uniform(2, 40)) });
    expect(found('probe')).toEqual(found('arrives'));
    expect(found('connection').slice(0, -2)).toEqual(found('arrives').slice(2));
  });
});
