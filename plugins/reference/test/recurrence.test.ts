import { build } from '@rheobase/compiler';
import { integrateAndFire, lowpass, Network, relu, ValidationError } from '@rheobase/core';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime, samplesOf } from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';
import { run, uniform } from './run.js';

describe('a recurrent network', () => {
  it('of a node with a synapse on itself is the difference equation', async () => {
    const net = new Network();
    const node = net.passthrough(1, { label: 'x' });
    net.connect(net.input(1, { label: 'in' }), node, { synapse: null });
    net.connect(node, node, { synapse: lowpass(0), transform: 0.5 });
    net.probe(node, { label: 'out' });
    const found = (await run(net, 6, { inputs: samplesOf([1, 6, 1], [1, 0, 0, 4, 0, 0]) }))('out');
    expect(Array.from(found)).toEqual([1, 0.5, 0.25, 4.125, 2.0625, 1.03125]);
  });

  it('of relu ensembles integrates its input', async () => {
    const net = new Network({ seed: 2 });
    const tau = 0.1;
    const state = net.ensemble(200, 1, { label: 'state', neuronType: relu() });
    net.connect(net.input(1, { label: 'in' }), state, { synapse: lowpass(tau), transform: tau });
    net.connect(state, state, { synapse: lowpass(tau) });
    net.probe(state, { label: 'out' });
    const values = new Float64Array(500).map((_, n) => (n < 250 ? 2 : 0));
    const found = (await run(net, 500, { inputs: samplesOf([1, 500, 1], values) }))('out');
    expect(found[249]).toBeCloseTo(0.5, 1);
    expect(found[499]).toBeCloseTo(0.5, 1);
  });

  it('without any delay is refused with the cycle printed', async () => {
    const net = new Network();
    const [a, b] = [net.passthrough(1, { label: 'a' }), net.passthrough(1, { label: 'b' })];
    net.connect(a, b, { label: 'there', synapse: null });
    net.connect(b, a, { label: 'back', synapse: null });
    const failed = run(net, 1);
    await expect(failed).rejects.toThrow(ValidationError);
    await expect(failed).rejects.toThrow(/a cycle has no delay: .*there.*back|a cycle has no delay: .*back.*there/);
  });

  it('whose elements form no cycle runs without delay', async () => {
    const net = new Network();
    const node = net.passthrough(3, { label: 'chain' });
    net.connect(net.input(1, { label: 'in' }), node.at(0), { synapse: null });
    net.connect(node.at(0), node.at(1), { synapse: null, transform: 2 });
    net.connect(node.at(1), node.at(2), { synapse: null, transform: 3 });
    net.probe(node, { label: 'out' });
    expect(Array.from((await run(net, 1, { inputs: samplesOf([1, 1, 1], [5]) }))('out'))).toEqual([5, 10, 30]);
  });
});

describe('determinism', () => {
  async function network() {
    const net = new Network({ seed: 9 });
    const a = net.ensemble(50, 2, { label: 'a' });
    const b = net.ensemble(40, 2, { label: 'b', neuronType: integrateAndFire({ spikes: { max: 3 } }) });
    net.connect(net.input(2, { label: 'in' }), a);
    net.connect(a, b, { delaySteps: 2 });
    net.connect(b, a, { transform: -0.5 });
    net.probe(b, { label: 'out' });
    return build(net);
  }

  it('gives the same bits for the same network, built and run twice', async () => {
    const inputs = samplesOf([2, 200, 2], uniform(1, 800));
    const once = async () => {
      const runtime = await createRuntime(reference());
      using simulation = await runtime.simulate(await network(), { inputs });
      await simulation.runSteps(200);
      return [simulation.data('out').data, simulation.snapshot()] as const;
    };
    const [first, second] = [await once(), await once()];
    expect(first[0]).toEqual(second[0]);
    expect(first[1]).toEqual(second[1]);
    expect(Math.max(...first[0])).toBeGreaterThan(0.1);
  });
});
