import { build } from '@rheobase/build';
import { integrateAndFire, lowpass, Network, relu, ValidationError } from '@rheobase/core';
import { samplesOf } from '@rheobase/data';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime } from '@rheobase/runtime';
import fc from 'fast-check';
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

  it('whose vectors go round but not their elements runs without delay, adding in order of connections', async () => {
    // Element k of either node is fed only by elements that rank lower in a random order; each connection takes several at once.
    const pairs = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { minLength: 1, maxLength: 5 });
    const connections = fc.array(fc.record({ pairs, transform: fc.boolean(), factor: fc.integer({ min: -3, max: 3 }) }), { maxLength: 6 });
    const rank = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(rank, connections, async (order, given) => {
        const net = new Network();
        const nodes = ['p', 'q'].map(label => net.passthrough(4, { label }));
        const [p, q] = nodes;
        if (!p || !q) return;
        const place = (element: number) => order.indexOf(element);
        const start = [1, -2, 3, 0.5, -1.5, 2, 4, -3];
        net.connect(net.constant(start.slice(0, 4), { label: 'c' }), p, { synapse: null });
        net.connect(net.constant(start.slice(4), { label: 'd' }), q, { synapse: null });
        const edges: { readonly from: number; readonly to: number; readonly factor: number }[] = [];
        for (const { pairs: some, transform, factor } of given) {
          for (const [source, target] of [
            [0, 0],
            [0, 1],
            [1, 0],
            [1, 1],
          ] as const) {
            const inside = some
              .map(([a, b]) => (place(a) < place(b) ? ([a, b] as const) : ([b, a] as const)))
              .filter(([a, b]) => a !== b && Math.floor(a / 4) === source && Math.floor(b / 4) === target);
            const [from, to] = [nodes[source], nodes[target]];
            if (inside.length === 0 || !from || !to) continue;
            const by = transform ? factor : 1;
            net.connect(from.at(...inside.map(([a]) => a % 4)), to.at(...inside.map(([, b]) => b % 4)), {
              synapse: null,
              ...(transform ? { transform: by } : {}),
            });
            for (const [a, b] of inside) edges.push({ from: a, to: b, factor: by });
          }
        }
        net.probe(p, { label: 'p out' });
        net.probe(q, { label: 'q out' });
        const expected = [...start];
        for (const element of order) {
          let value = start[element] ?? 0;
          for (const { from, to, factor } of edges) if (to === element) value += factor * (expected[from] ?? 0);
          expected[element] = value;
        }
        const found = await run(net, 1);
        expect([...found('p out'), ...found('q out')]).toEqual(expected.map(x => x + 0));
      }),
      { numRuns: 100, seed: 4 },
    );
  });

  it('whose elements go round is refused, also where it is one connection', async () => {
    const net = new Network();
    const node = net.passthrough(3, { label: 'ring' });
    net.connect(node.at(0, 1, 2), node.at(1, 2, 0), { label: 'turn', synapse: null });
    net.probe(node, { label: 'out' });
    await expect(run(net, 1)).rejects.toThrow('a cycle has no delay: turn → turn;');
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
