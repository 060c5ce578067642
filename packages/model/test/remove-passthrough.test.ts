import { build } from '@rheobase/build';
import { dense, lowpass, Network, relu } from '@rheobase/core';
import { entriesOf, type Model, removePassthrough } from '@rheobase/model';
import { describe, expect, it } from 'vitest';

const paths = ({ nodes, connections }: Model) => ({
  nodes: nodes.map(({ path }) => path),
  connections: connections.map(({ path }) => path),
});

describe('removePassthrough', () => {
  it('multiplies the transforms on both sides, by the elements that meet', async () => {
    const net = new Network();
    const input = net.input(2, { label: 'in' });
    const middle = net.passthrough(3, { label: 'middle' });
    const end = net.passthrough(2, { label: 'end' });
    net.connect(input, middle.at(2, 0, 0), {
      transform: dense([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
      synapse: null,
      label: 'first',
    });
    net.connect(middle.at(0, 1), end, {
      transform: dense([
        [10, 1],
        [100, 1],
      ]),
      synapse: lowpass(0.01),
      label: 'second',
    });
    net.probe(end);
    const model = removePassthrough(await build(net));
    expect(paths(model)).toEqual({ nodes: ['in', 'end'], connections: ['first, second'] });
    const [connection] = model.connections;
    expect(connection).toMatchObject({ pre: { path: 'in' }, post: { path: 'end' }, synapse: { type: 'lowpass', tau: 0.01 } });
    expect(connection?.transform && Array.from(entriesOf(model, connection.transform).values)).toEqual([80, 100, 800, 1000]);
    expect(Array.from(model.tensors.keys())).toEqual(['first, second.weights']);
  });

  it('carries decoders through, and splits an array of ensembles into its parts', async () => {
    const net = new Network();
    const output = net.passthrough(2, { label: 'output' });
    for (const i of [0, 1]) {
      const part = net.ensemble(3, 1, { label: `part${i}`, neuronType: relu(), gain: 1, bias: 1, evalPointCount: 9 });
      net.connect(part, output.at(i), { synapse: null, label: `part${i}` });
    }
    const end = net.passthrough(1, { label: 'end' });
    net.connect(output.at(1), end, { label: 'out', synapse: lowpass(0.005) });
    net.probe(end);
    const model = removePassthrough(await build(net));
    expect(paths(model)).toEqual({ nodes: ['end'], connections: ['part1#2, out'] });
    expect(model.connections[0]?.decoders).toBe('part1#2.decoders');
    expect(model.connections[0]?.transform).toBeNull();
  });

  it.each<
    [string, (net: Network, a: ReturnType<Network['input']>, p: ReturnType<Network['input']>, b: ReturnType<Network['input']>) => void]
  >([
    ['is probed', (net, _a, p) => void net.probe(p)],
    ['has a probed connection', net => void net.probe(net.connections[0] ?? net.input(1))],
    ['goes round to itself', (net, _a, p) => void net.connect(p, p)],
    ['has a synapse on both sides', (net, a, p) => void net.connect(a, p, { synapse: lowpass(0.1) })],
    ['has a function behind it', (net, _a, p, b) => void net.connect(p, b, { function: x => x.map(Math.abs) })],
  ])('leaves a node that %s', async (_name, add) => {
    const net = new Network();
    const [a, p, b] = [net.input(1, { label: 'a' }), net.passthrough(1, { label: 'p' }), net.passthrough(1, { label: 'b' })];
    net.connect(a, p, { synapse: null });
    net.connect(p, b, { synapse: lowpass(0.01) });
    net.probe(b);
    expect(removePassthrough(await build(net)).nodes).toHaveLength(2);
    add(net, a, p, b);
    const model = await build(net);
    expect(removePassthrough(model)).toBe(model);
  });
});
