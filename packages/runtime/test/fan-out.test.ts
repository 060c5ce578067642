import { build, entriesOf, type Model } from '@rheobase/compiler';
import { convolution, dense, indices, Network, pooling, scale, spikingRelu } from '@rheobase/core';
import { fanOut } from '@rheobase/runtime';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const cells = (net: Network, size: number, label: string) =>
  net.ensemble(size, 1, { label, neuronType: spikingRelu(), encoders: null, gain: 1, bias: 0 }).neurons;

/** Weights that a spike meets, by walking every weight on its own. */
function walk(model: Model, path: string, element: number): number {
  let met = 0;
  let leads = model.ensembles.some(e => e.path === path);
  for (const connection of model.connections.filter(c => c.pre.path === path)) {
    const { pre, post, transform, sizeOut } = connection;
    const places = pre.slice ?? Array.from({ length: 1000 }, (_, i) => i);
    const entries = transform
      ? entriesOf(model, transform)
      : { rows: Int32Array.from({ length: sizeOut }, (_, i) => i), columns: Int32Array.from({ length: sizeOut }, (_, i) => i) };
    entries.rows.forEach((row, k) => {
      if (places[entries.columns[k] ?? -1] !== element) return;
      leads = true;
      const target = post.slice?.[row] ?? row;
      const passes =
        model.nodes.some(n => n.path === post.path && n.record.type === 'passthrough') &&
        model.connections.some(c => c.pre.path === post.path);
      met += passes ? walk(model, post.path, target) : 1;
    });
  }
  return leads ? met : 1;
}

async function convolutions(size: number, filters: number, stride: number, pool: number): Promise<Model> {
  const net = new Network({ seed: 1 });
  const first = cells(net, size * size * 2, 'first');
  const conv = convolution({ inputShape: [size, size, 2], filters, kernelSize: 2, strides: stride, padding: 'same' });
  const pooled = pooling({ inputShape: conv.outputShape, poolSize: pool, padding: 'same' });
  const last = convolution({ inputShape: pooled.outputShape, filters: 2, kernelSize: 2, padding: 'same' });
  const count = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);
  const middle = net.passthrough(count(conv.outputShape), { label: 'middle' });
  const small = net.passthrough(count(pooled.outputShape), { label: 'small' });
  net.connect(first, middle, { transform: conv, synapse: null });
  net.connect(middle, small, { transform: pooled, synapse: null });
  net.connect(small, cells(net, count(last.outputShape), 'second'), { transform: last, synapse: null });
  return build(net);
}

describe('fanOut', () => {
  it('agrees with walking every path through convolution, passthrough pooling and convolution', async () => {
    const numbers = fc.tuple(
      fc.integer({ min: 2, max: 4 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 2 }),
      fc.integer({ min: 1, max: 3 }),
    );
    await fc.assert(
      fc.asyncProperty(numbers, async ([size, filters, stride, pool]) => {
        const model = await convolutions(size, filters, stride, pool);
        const fan = fanOut(model).get('first') ?? new Float64Array(0);
        expect(fan.length).toBe(size * size * 2);
        expect(Array.from(fan)).toEqual(Array.from(fan, (_, i) => walk(model, 'first', i)));
      }),
      { numRuns: 12, seed: 1 },
    );
  });

  it('agrees with walking where connections take slices, repeat elements or drop them', async () => {
    const net = new Network();
    const a = cells(net, 5, 'a');
    const relay = net.passthrough(4, { label: 'relay' });
    const b = cells(net, 3, 'b');
    net.connect(a.at(4, 0, 0), relay.at(1, 2, 3), { synapse: null });
    net.connect(a, relay, { transform: indices(5, [2, -1, 2, 1]), synapse: null });
    net.connect(relay, b, { transform: dense(Array.from({ length: 3 }, () => [1, 2, 3, 4])), synapse: null });
    net.connect(relay.at(3, 0, 1), b.at(2, 1, 0), { transform: scale([1, 2, 3]), synapse: null });
    const model = await build(net);
    const fan = fanOut(model).get('a') ?? [];
    expect(Array.from(fan)).toEqual([0, 1, 2, 3, 4].map(i => walk(model, 'a', i)));
    expect(Array.from(fan)).toEqual([7, 4, 7, 0, 4]);
  });

  it('counts a decoded value as a full matrix', async () => {
    const net = new Network();
    const a = net.ensemble(10, 2, { label: 'a', neuronType: spikingRelu() });
    net.connect(a, net.ensemble(7, 2, { label: 'b' }));
    net.connect(a, net.passthrough(3, { label: 'c' }), {
      transform: dense([
        [1, 0],
        [0, 1],
        [1, 1],
      ]),
    });
    expect(Array.from(fanOut(await build(net)).get('a') ?? [])).toEqual(new Array(10).fill(5));
  });

  it('is zero for neurons that lead nowhere', async () => {
    const net = new Network();
    cells(net, 3, 'a');
    expect(Array.from(fanOut(await build(net)).get('a') ?? [])).toEqual([0, 0, 0]);
  });

  it('ends where passthrough nodes run in a circle', async () => {
    const net = new Network();
    const [p, q] = [net.passthrough(1, { label: 'p' }), net.passthrough(1, { label: 'q' })];
    net.connect(cells(net, 1, 'a'), p, { synapse: null });
    net.connect(p, q);
    net.connect(q, p);
    expect(Array.from(fanOut(await build(net)).get('a') ?? [])).toEqual([1]);
  });
});
