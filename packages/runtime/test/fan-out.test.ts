import { build } from '@rheobase/build';
import {
  builtin,
  convolution,
  dense,
  direct,
  type Endpoint,
  filtered,
  indices,
  leastSquaresL2,
  lowpass,
  maxPool,
  Network,
  pooling,
  scale,
  softmax,
  sparse,
  spikingRelu,
  synapseNode,
} from '@rheobase/core';
import { entriesOf, type Model } from '@rheobase/model';
import { fanOut } from '@rheobase/runtime';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const cells = (net: Network, size: number, label: string) =>
  net.ensemble(size, 1, { label, neuronType: spikingRelu(), encoders: null, gain: 1, bias: 0 }).neurons;

/** Weights that a spike meets first, by walking every way on its own. */
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
      const weights = transform?.type === 'dense' || transform?.type === 'convolution';
      const passes = !weights && model.nodes.some(n => n.path === post.path && n.record.type === 'passthrough');
      met += passes ? walk(model, post.path, target) : 1;
    });
  }
  return leads ? met : 1;
}

/** Cells, pooling, pooling again, convolution. */
async function pools(size: number, filters: number, stride: number, pool: number): Promise<Model> {
  const net = new Network({ seed: 1 });
  const first = cells(net, size * size * 2, 'first');
  const large = pooling({ inputShape: [size, size, 2], poolSize: 2, strides: stride, padding: 'same' });
  const small = pooling({ inputShape: large.outputShape, poolSize: pool, padding: 'same' });
  const conv = convolution({ inputShape: small.outputShape, filters, kernelSize: 2, padding: 'same' });
  const count = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);
  const middle = net.passthrough(count(large.outputShape), { label: 'middle' });
  const last = net.passthrough(count(small.outputShape), { label: 'last' });
  net.connect(first, middle, { transform: large, synapse: null });
  net.connect(middle, last, { transform: small, synapse: null });
  net.connect(last, cells(net, count(conv.outputShape), 'second'), { transform: conv, synapse: null });
  return build(net);
}

/** What a spike of each of the neurons labelled `a` counts. */
const fanOf = async (net: Network): Promise<readonly number[]> => Array.from(fanOut(await build(net)).get('a') ?? []);

/** A convolution of two filters over a 2 × 2 image of one channel: kernel 2 × 2, so that one position holds the whole image. */
const toWhole = convolution({ inputShape: [2, 2, 1], filters: 2, kernelSize: 2 });

describe('fanOut', () => {
  it('agrees with walking every path through two poolings and a convolution', async () => {
    const numbers = fc.tuple(
      fc.integer({ min: 2, max: 4 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 2 }),
      fc.integer({ min: 1, max: 3 }),
    );
    await fc.assert(
      fc.asyncProperty(numbers, async ([size, filters, stride, pool]) => {
        const model = await pools(size, filters, stride, pool);
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

  it('counts once what a circle leads to, wherever a spike enters it', async () => {
    const net = new Network();
    const a = cells(net, 2, 'a');
    const [p, q] = [net.passthrough(1, { label: 'p' }), net.passthrough(1, { label: 'q' })];
    net.connect(a.at(0), p, { synapse: null });
    net.connect(a.at(1), q, { synapse: null });
    net.connect(p, q);
    net.connect(q, p);
    net.connect(p, p);
    net.connect(q, cells(net, 5, 'b'), { transform: dense([[1], [1], [1], [1], [1]]) });
    expect(await fanOf(net)).toEqual([5, 5]);
  });

  it('goes on where the elements of a vector are shifted and none comes back to itself', async () => {
    const net = new Network();
    const p = net.passthrough(3, { label: 'p' });
    net.connect(cells(net, 3, 'a'), p, { synapse: null });
    net.connect(p.at(0, 1), p.at(1, 2));
    net.connect(p, cells(net, 2, 'b'), { transform: dense(Array.from({ length: 2 }, () => [1, 1, 1])) });
    expect(await fanOf(net)).toEqual([6, 4, 2]);
  });

  it.each([
    ['an average', pooling({ inputShape: [4, 4, 1] })],
    ['a sum', pooling({ inputShape: [4, 4, 1], mode: 'sum' })],
  ])('counts the weights behind %s of windows', async (_, pool) => {
    const net = new Network();
    const pooled = net.passthrough(4, { label: 'pooled' });
    net.connect(cells(net, 16, 'a'), pooled, { transform: pool, synapse: null });
    net.connect(pooled, cells(net, 2, 'b'), { transform: toWhole, synapse: null });
    // Every cell lies in one window, and every window is in both filters.
    expect(await fanOf(net)).toEqual(new Array(16).fill(2));
  });

  it.each(['exact', 'gate', 'runningMax'] as const)('counts the weights behind the largest of each window: %s', async mode => {
    const net = new Network();
    const pooled = net.node(maxPool({ inputShape: [4, 4, 1], mode }), { label: 'pooled' });
    net.connect(cells(net, 16, 'a'), pooled, { synapse: null });
    net.connect(pooled, cells(net, 2, 'b'), { transform: toWhole, synapse: null });
    expect(await fanOf(net)).toEqual(new Array(16).fill(2));
  });

  it('counts a cell once for each window it lies in, and a cell in none as read where it stands', async () => {
    const net = new Network();
    const pooled = net.node(maxPool({ inputShape: [5, 1], poolSize: 2, strides: 1 }), { label: 'pooled' });
    const few = net.node(maxPool({ inputShape: [5, 1], poolSize: 2 }), { label: 'few' });
    const a = cells(net, 5, 'a');
    net.connect(a, pooled, { synapse: null });
    net.connect(pooled, cells(net, 3, 'b'), { transform: dense(Array.from({ length: 3 }, () => [1, 1, 1, 1])) });
    expect(await fanOf(net)).toEqual([3, 6, 6, 6, 3]);
    net.connect(a, few, { synapse: null });
    net.connect(few, cells(net, 4, 'c'), { transform: dense(Array.from({ length: 4 }, () => [1, 1])) });
    expect(await fanOf(net)).toEqual([7, 10, 10, 10, 4]);
  });

  it('counts the weights behind a concatenation and behind a sum, for both parts', async () => {
    const both = (join: (net: Network, a: Endpoint, b: Endpoint) => Endpoint) => {
      const net = new Network();
      const [a, b] = [cells(net, 2, 'a'), cells(net, 2, 'b')];
      const joined = join(net, a, b);
      const size = joined.kind === 'node' ? joined.sizeOut : 0;
      net.connect(joined, cells(net, 7, 'c'), { transform: dense(Array.from({ length: 7 }, () => new Array(size).fill(1))) });
      return fanOf(net);
    };
    const concatenated = await both((net, a, b) => {
      const node = net.passthrough(4);
      net.connect(a, node.at(0, 1), { synapse: null });
      net.connect(b, node.at(2, 3), { synapse: null });
      return node;
    });
    expect(concatenated).toEqual([7, 7]);
    const summed = await both((net, a, b) => {
      const node = net.passthrough(2);
      for (const part of [a, b]) net.connect(part, node, { synapse: null });
      return node;
    });
    expect(summed).toEqual([7, 7]);
  });

  it('counts both ways of a residual: the weights of the one, and behind the sum what the other meets', async () => {
    const net = new Network();
    const a = cells(net, 2, 'a');
    const sum = net.passthrough(2, { label: 'sum' });
    const square = dense([
      [1, 1],
      [1, 1],
    ]);
    net.connect(a, sum, { transform: square, synapse: null });
    net.connect(a, sum, { synapse: null });
    net.connect(sum, cells(net, 5, 'b'), { transform: dense(Array.from({ length: 5 }, () => [1, 1])) });
    expect(await fanOf(net)).toEqual([7, 7]);
  });

  it('ends the way of a spike at the first weights it meets', async () => {
    const net = new Network();
    const p = net.passthrough(2, { label: 'p' });
    net.connect(cells(net, 3, 'a'), p, { transform: dense(Array.from({ length: 2 }, () => [1, 1, 1])), synapse: null });
    net.connect(p, cells(net, 9, 'b'), { transform: dense(Array.from({ length: 9 }, () => [1, 1])) });
    expect(await fanOf(net)).toEqual([2, 2, 2]);
  });

  it('adds up what two consumers have, sparse weights entry by entry', async () => {
    const net = new Network();
    const a = cells(net, 2, 'a');
    const p = net.passthrough(2, { label: 'p' });
    const rows = [
      [0, 1, 2],
      [0, 0, 1],
    ] as const;
    net.connect(a, p, { transform: scale([2, 3]), synapse: null });
    net.connect(p, cells(net, 3, 'b'), {
      transform: sparse({ shape: [3, 2], rows: [...rows[0]], columns: [...rows[1]], values: [1, 1, 1] }),
    });
    net.connect(p.at(1), cells(net, 1, 'c'));
    expect(await fanOf(net)).toEqual([2, 2]);
  });

  it('goes on behind filters and behind ensembles that compute directly', async () => {
    const weights = dense(Array.from({ length: 4 }, () => [1, 1]));
    const through = async (make: (net: Network) => Endpoint) => {
      const net = new Network();
      const middle = make(net);
      net.connect(cells(net, 2, 'a'), middle, { synapse: null });
      net.connect(middle, cells(net, 4, 'b'), { transform: weights });
      return fanOf(net);
    };
    expect(await through(net => net.node(synapseNode(lowpass(0.01), 2)))).toEqual([4, 4]);
    expect(await through(net => net.process(filtered(lowpass(0.01)), { size: 2 }))).toEqual([4, 4]);
    expect(await through(net => net.ensemble(0, 2, { neuronType: direct() }))).toEqual([4, 4]);
  });

  it('counts one where a spike is read by a function or by softmax', async () => {
    const weights = dense(Array.from({ length: 4 }, () => [1, 1]));
    const net = new Network();
    const a = cells(net, 2, 'a');
    const node = net.function((_t, x) => x, 2, 2);
    net.connect(a, node, { synapse: null });
    net.connect(node, cells(net, 4, 'b'), { transform: weights });
    expect(await fanOf(net)).toEqual([1, 1]);
    const soft = net.node(softmax(2));
    net.connect(a, soft, { synapse: null });
    net.connect(soft, cells(net, 4, 'c'), { transform: weights });
    expect(await fanOf(net)).toEqual([2, 2]);
    const relay = net.passthrough(3);
    net.connect(a, relay.at(2, 0), { synapse: null });
    net.connect(relay.at(0, 1), cells(net, 1, 'd'), { function: builtin('sum'), synapse: null });
    expect(await fanOf(net)).toEqual([3, 3]);
  });

  it('counts the neurons of the target where decoders and encoders are weights between neurons', async () => {
    const net = new Network();
    const a = net.ensemble(10, 2, { label: 'a', neuronType: spikingRelu() });
    net.connect(a, net.ensemble(7, 2, { label: 'b' }), { solver: leastSquaresL2({ weights: true }) });
    expect(await fanOf(net)).toEqual(new Array(10).fill(7));
  });
});
