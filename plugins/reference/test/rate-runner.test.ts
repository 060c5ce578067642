import { build } from '@rheobase/build';
import { dense, lowpass, maxPool, Network, relu, synapseNode, UnsupportedError, ValidationError, whiteNoise } from '@rheobase/core';
import { type Samples, samplesOf, sliceSamples } from '@rheobase/data';
import { ReferenceRateRunner } from '@rheobase/plugin-reference';
import type { RateRunnerOptions } from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';
import { uniform } from './run.js';

const runner = new ReferenceRateRunner();

/** Two relu layers with a max pooling between them. */
async function network(mode: 'exact' | 'gate') {
  const net = new Network();
  const cells = (size: number, label: string) => net.ensemble(size, 1, { label, neuronType: relu(), encoders: null, gain: 2, bias: 1 });
  const first = cells(4, 'first');
  const pool = net.node(maxPool({ inputShape: [2, 2, 1], mode }), { label: 'pool' });
  const second = cells(2, 'second');
  net.connect(net.input(4, { label: 'in' }), first.neurons, { synapse: null });
  net.connect(first.neurons, pool, { synapse: null });
  net.connect(pool, second.neurons, { synapse: null, transform: dense([[1], [-1]]) });
  return build(net);
}

describe('the rate runner', () => {
  it('gives currents and outputs of every ensemble, item by item', async () => {
    const x = samplesOf([2, 1, 4], [1, -2, 0.5, 0, -1, -1, -1, -3]);
    const found = await runner.activations(await network('exact'), x);
    expect(found.get('first')?.current).toEqual({ shape: [2, 1, 4], data: Float64Array.of(3, -3, 2, 1, -1, -1, -1, -5) });
    expect(found.get('first')?.output.data).toEqual(Float64Array.of(3, 0, 2, 1, 0, 0, 0, 0));
    expect(found.get('second')?.current).toEqual({ shape: [2, 1, 2], data: Float64Array.of(7, -5, 1, 1) });
  });

  it('starts every item afresh', async () => {
    const x = samplesOf([5, 2, 4], uniform(1, 40));
    const model = await network('gate');
    const together = await runner.activations(model, x);
    for (let item = 0; item < 5; item++) {
      const alone = await runner.activations(model, sliceSamples(x, item, item + 1));
      const current = together.get('second')?.current;
      if (!current) throw new Error('no currents');
      expect(alone.get('second')?.current).toEqual(sliceSamples(current, item, item + 1));
    }
  });

  it('draws for an item by its index in the data, from the seed', async () => {
    const net = new Network();
    const a = net.ensemble(6, 1, { label: 'a', neuronType: relu(), encoders: null, gain: 1, bias: 0, noise: whiteNoise() });
    net.connect(net.input(6, { label: 'in' }), a.neurons, { synapse: null });
    const model = await build(net);
    const x = samplesOf([7, 2, 6], new Float64Array(84));
    const currents = async (data: Samples, options?: RateRunnerOptions) =>
      (await runner.activations(model, data, options)).get('a')?.current.data;
    const all = await currents(x);
    expect(new Set(all).size).toBe(84);
    expect(await currents(x, { seed: 0 })).toEqual(all);
    expect(await currents(sliceSamples(x, 4, 7), { firstItem: 4 })).toEqual(all?.slice(48));
    expect(await currents(x, { seed: 1 })).not.toEqual(all);
  });

  it('refuses data of another size than the input', async () => {
    for (const size of [3, 5]) {
      await expect(runner.activations(await network('exact'), samplesOf([1, 1, size], new Float64Array(size)))).rejects.toThrow(
        ValidationError,
      );
    }
  });

  it('refuses delays, and models without exactly one input', async () => {
    const net = new Network();
    const input = net.input(1, { label: 'in' });
    const cells = net.ensemble(2, 1, { label: 'c', neuronType: relu() });
    const none = build(net);
    net.connect(input, cells, { label: 'slow', synapse: lowpass(0.01) });
    await expect(runner.activations(await none, samplesOf([1, 1, 1], [1]))).resolves.toBeInstanceOf(Map);
    await expect(runner.activations(await build(net), samplesOf([1, 1, 1], [1]))).rejects.toMatchObject({
      name: 'UnsupportedError',
      object: 'slow',
    });
    const filtering = new Network();
    filtering.connect(filtering.input(1), filtering.node(synapseNode(lowpass(0.1), 1), { label: 'slow node' }), { synapse: null });
    await expect(runner.activations(await build(filtering), samplesOf([1, 1, 1], [1]))).rejects.toThrow('node slow node filters');
    const two = new Network();
    two.input(1);
    two.input(1);
    await expect(runner.activations(await build(two), samplesOf([1, 1, 1], [1]))).rejects.toThrow(UnsupportedError);
  });
});
