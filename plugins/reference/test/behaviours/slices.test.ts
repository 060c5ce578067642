import { dense, lowpass, Network, relu, scale } from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { farthest, observed } from './observed.js';

type Pick = readonly number[];

/** What arrives at four elements from the values 1, 2, 3, 4, sent from and to some of them. */
async function arrives(from: Pick | null, to: Pick | null, transform?: Parameters<Network['connect']>[2]) {
  const net = new Network();
  const [node, end] = [net.constant([1, 2, 3, 4]), net.passthrough(4)];
  net.connect(from ? node.at(...from) : node, to ? end.at(...to) : end, { synapse: null, ...transform });
  const value = net.probe(end);
  return (await observed(net, 1)).last(value);
}

/** The places of a mask where it is true. */
const where = (mask: readonly boolean[]): Pick => mask.flatMap((chosen, i) => (chosen ? [i] : []));

describe('elements of nodes', () => {
  it('are taken from one side and given to the other, also from the end', async () => {
    expect(await arrives([0, 1], [2, 3])).toEqual([0, 0, 1, 2]);
    expect(await arrives([-1], [0])).toEqual([4, 0, 0, 0]);
    expect(await arrives([3, 2, 1, 0], null)).toEqual([4, 3, 2, 1]);
    expect(await arrives(null, [3, 2, 1, 0])).toEqual([4, 3, 2, 1]);
    expect(
      await arrives([0, 2], [1, 3], {
        transform: dense([
          [0, 1],
          [2, 0],
        ]),
      }),
    ).toEqual([0, 3, 0, 2]);
  });

  it('may be a list with repeats: sent twice from one side, summed up on the other', async () => {
    expect(await arrives([0, 0, 3], [1, 2, 3])).toEqual([0, 1, 1, 4]);
    expect(await arrives([0, 1, 2], [3, 3, 0])).toEqual([3, 0, 0, 3]);
    expect(await arrives([0, 1, 1], [2, 2, 2], { transform: 10 })).toEqual([0, 0, 50, 0]);
    expect(await arrives([1, 1], [0, 0], { transform: scale([1, -3]) })).toEqual([-4, 0, 0, 0]);
  });

  it('may be those where a mask is true', async () => {
    const odd = where([false, true, false, true]);
    expect(await arrives(odd, where([true, false, false, true]))).toEqual([2, 0, 0, 4]);
    expect(await arrives(odd, odd, { transform: -1 })).toEqual([0, -2, 0, -4]);
  });
});

describe('elements of ensembles', () => {
  it('are decoded from all neurons and added to single dimensions', async () => {
    const net = new Network({ seed: 1 });
    const [a, b] = [net.ensemble(200, 3), net.ensemble(200, 2)];
    net.connect(net.constant([0.7, -0.5]), a.at(2, 0));
    net.connect(a.at(2), b.at(1));
    net.connect(a.at(0, 1), b, {
      transform: dense([
        [1, 1],
        [0, 0],
      ]),
    });
    const [given, value] = [a, b].map(target => net.probe(target, { synapse: lowpass(0.05) }));
    if (!given || !value) throw new Error('unreachable');
    const found = await observed(net, 400);
    expect(farthest(found.mean(given), [-0.5, 0, 0.7])).toBeLessThan(0.06);
    expect(farthest(found.mean(value), [-0.5, 0.7])).toBeLessThan(0.08);
  });
});

describe('elements of neurons', () => {
  function rated(net: Network, label: string) {
    return net.ensemble(4, 1, { label, neuronType: relu(), encoders: [[1], [1], [1], [1]], gain: [1, 2, 3, 4], bias: 10 });
  }

  it('are driven alone, the others staying as they are', async () => {
    const net = new Network();
    const cells = rated(net, 'cells');
    net.connect(net.constant([-1, 5]), cells.neurons.at(1, 3), { synapse: null });
    const rates = net.probe(cells.neurons);
    expect((await observed(net, 1)).last(rates)).toEqual([10, 8, 10, 30]);
  });

  it('are read and driven by lists with repeats, from the end, and by masks', async () => {
    const net = new Network();
    const [from, to] = [rated(net, 'from'), rated(net, 'to')];
    net.connect(net.constant([1, 1, 1, 1]), from.neurons, { synapse: null });
    const end = net.passthrough(3);
    net.connect(from.neurons.at(-1, 0, 0), end, { synapse: null });
    net.connect(from.neurons.at(...where([true, true, false, false])), to.neurons.at(2, 2), { synapse: null });
    const [read, driven] = [net.probe(end), net.probe(to.neurons)];
    const found = await observed(net, 1);
    expect(found.last(read)).toEqual([14, 11, 11]);
    expect(found.last(driven)).toEqual([10, 10, 10 + 3 * (11 + 12), 10]);
  });

  it('that are not there are refused', () => {
    const net = new Network();
    const cells = rated(net, 'cells');
    expect(() => net.connect(net.constant([1]), cells.neurons.at(4))).toThrow('index 4 is outside its 4 elements');
    expect(() => cells.neurons.at(-5)).toThrow('index -5 is outside its 4 elements');
  });
});

describe('synapses of connections', () => {
  it('much shorter than a step hand over what came in the step before', async () => {
    const net = new Network();
    const source = net.function(t => [Math.round(t * 1000)], 0, 1);
    const end = net.passthrough(1);
    net.connect(source, end, { synapse: lowpass(1e-7) });
    const value = net.probe(end);
    expect((await observed(net, 4)).line(value)).toEqual([0, 1, 2, 3]);
  });

  it('much shorter than a step keep a network that feeds back stable', async () => {
    const net = new Network({ seed: 2 });
    const ensemble = net.ensemble(100, 1);
    net.connect(net.constant([0.5]), ensemble, { synapse: lowpass(1e-6) });
    net.connect(ensemble, ensemble, { synapse: lowpass(1e-6), transform: -0.5 });
    const value = net.probe(ensemble, { synapse: lowpass(0.05) });
    const found = await observed(net, 400);
    expect(found.line(value).every(Number.isFinite)).toBe(true);
    expect(found.mean(value)[0]).toBeCloseTo(1 / 3, 1);
  });
});
