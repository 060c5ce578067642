import { build } from '@rheobase/build';
import {
  convolution,
  dense,
  indices,
  lowpass,
  Network,
  pes,
  pooling,
  relu,
  scale,
  sparse,
  type TransformRecord,
  voja,
} from '@rheobase/core';
import { foldConstants, foldLinear, type Model } from '@rheobase/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { images, largestGap, outputs } from './rate-network.js';

const size = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);
const wave = (count: number) => Array.from({ length: count }, (_, i) => Math.sin(3 * i + 1) + 0.3);

const conv = (channelsLast: boolean) =>
  convolution({ inputShape: channelsLast ? [4, 4, 1] : [1, 4, 4], filters: 3, kernelSize: 2, channelsLast, kernel: wave(12) });

/** Linear maps of 16 inputs, and how many channels a batch normalisation after them has (with the axis they lie on). */
const linear: readonly (readonly [string, TransformRecord | undefined, 'last' | 'first' | 'each'])[] = [
  ['an identity', undefined, 'each'],
  ['a dense matrix', dense(Array.from({ length: 6 }, (_, r) => wave(16).map(x => x * (r + 1)))), 'each'],
  ['a scale', scale(wave(16)), 'each'],
  ['a sparse matrix', sparse({ shape: [5, 16], rows: [0, 4, 2, 4], columns: [3, 15, 0, 1], values: [1, 2, 3, -4] }), 'each'],
  ['a convolution', conv(true), 'last'],
  ['a convolution with channels first', conv(false), 'first'],
];

/** Batch normalisation y = factor x + shift as a scale and a constant, then relu. */
async function normalised(transform: TransformRecord | undefined, axis: 'last' | 'first' | 'each', probed = false): Promise<Model> {
  const net = new Network();
  const input = net.input(16, { label: 'in' });
  const shape =
    transform && 'outputShape' in transform ? transform.outputShape : [transform ? ('sizeOut' in transform ? transform.sizeOut : 16) : 16];
  const count = size(shape);
  const channels = axis === 'each' ? count : ((axis === 'last' ? shape.at(-1) : shape[0]) ?? 1);
  const channelOf = (i: number) => (axis === 'first' ? Math.floor(i / (count / channels)) : i % channels);
  const perElement = (list: readonly number[]) => Array.from({ length: count }, (_, i) => list[channelOf(i)] ?? 0);
  const linearOut = net.passthrough(count, { label: 'linear' });
  const cells = net.ensemble(count, 1, { label: 'cells', neuronType: relu(), encoders: null, gain: 1.5, bias: 0.1 });
  net.connect(input, linearOut, { label: 'map', synapse: null, ...(transform ? { transform } : {}) });
  net.connect(linearOut, cells.neurons, { label: 'norm', transform: scale(perElement(wave(channels).map(x => 1 + x))), synapse: null });
  net.connect(net.constant(perElement(wave(channels).map(x => x - 0.5)), { label: 'shift' }), cells.neurons, { synapse: null });
  net.probe(cells.neurons, { label: 'out' });
  if (probed) net.probe(linearOut, { label: 'between' });
  return build(net);
}

describe('foldLinear', () => {
  it.each(linear)('takes the scale of a batch normalisation into %s: the same outputs to 1e-12', async (_what, transform, axis) => {
    const model = await normalised(transform, axis);
    const folded = foldConstants(foldLinear(model));
    expect(folded.nodes.map(({ path }) => path)).toEqual(['in']);
    expect(folded.connections.map(({ path }) => path)).toEqual(['map']);
    const x = images(3, 20, 16);
    const [before, after] = [await outputs(model, x), await outputs(folded, x)];
    expect(Math.max(...before)).toBeGreaterThan(0.5);
    expect(largestGap(before, after)).toBeLessThan(1e-12);
    expect(model.nodes).toHaveLength(3);
  });

  it.each([
    ['pooling', pooling({ inputShape: [4, 4, 1] })],
    ['a rearrangement', indices(16, [3, 2, 1, 0])],
  ])('leaves %s, which cannot take factors in', async (_what, transform) => {
    const model = await normalised(transform, 'each');
    expect(foldLinear(model).nodes.map(({ path }) => path)).toContain('linear');
    const x = images(3, 5, 16);
    expect(await outputs(foldLinear(model), x)).toEqual(await outputs(model, x));
  });

  it('leaves a convolution whose factors differ from place to place', async () => {
    const net = new Network();
    const between = net.passthrough(27, { label: 'linear' });
    const end = net.passthrough(27, { label: 'end' });
    net.connect(net.input(16, { label: 'in' }), between, { transform: conv(true), synapse: null });
    net.connect(between, end, { transform: scale(wave(27)), synapse: null });
    net.probe(end, { label: 'out' });
    expect(foldLinear(await build(net)).nodes).toHaveLength(3);
  });

  it('leaves nodes that are probed, delayed, branch or are sliced', async () => {
    expect(foldLinear(await normalised(undefined, 'each', true)).nodes.map(({ path }) => path)).toContain('linear');
    const variants = fc.constantFrom('delay', 'branch', 'slice', 'synapse');
    await fc.assert(
      fc.asyncProperty(variants, async variant => {
        const net = new Network();
        const input = net.input(2, { label: 'in' });
        const [middle, end] = [net.passthrough(2, { label: 'middle' }), net.passthrough(2, { label: 'end' })];
        net.connect(input, middle, { synapse: null, delaySteps: variant === 'delay' ? 1 : 0 });
        net.connect(variant === 'slice' ? middle.at(1, 0) : middle, end, {
          synapse: variant === 'synapse' ? lowpass(0.1) : null,
          transform: 2,
        });
        if (variant === 'branch') net.connect(middle.at(0), end.at(1), { synapse: null });
        net.probe(end, { label: 'out' });
        expect(foldLinear(await build(net)).nodes.map(({ path }) => path)).toContain('middle');
      }),
      { numRuns: 8, seed: 1 },
    );
  });

  it('leaves nodes whose connections learn, before them and behind them', async () => {
    const net = new Network({ seed: 2 });
    const [from, to] = [net.passthrough(2, { label: 'from' }), net.passthrough(2, { label: 'to' })];
    net.connect(net.constant([0.5, 0.3]), from, { synapse: null });
    const ensemble = net.ensemble(4, 2, { neuronType: relu() });
    net.connect(from, ensemble, { synapse: null, learningRule: voja() });
    net.connect(ensemble.neurons, to, {
      synapse: null,
      transform: dense([
        [1, 2, 3, 4],
        [5, 6, 7, 8],
      ]),
      learningRule: pes(),
    });
    net.connect(to, net.passthrough(2), { synapse: null, transform: 2 });
    const model = await build(net);
    expect(foldLinear(model)).toEqual(model);
  });

  it('folds a chain, and several connections into one node', async () => {
    const net = new Network();
    const input = net.input(2, { label: 'in' });
    const [a, b, end] = ['a', 'b', 'end'].map(label => net.passthrough(2, { label }));
    if (!a || !b || !end) return;
    net.connect(input, a, {
      transform: dense([
        [1, 2],
        [3, 4],
      ]),
      synapse: null,
    });
    net.connect(input, a, { transform: scale([5, 6]), synapse: null });
    net.connect(a, b, { transform: scale([2, -1]), synapse: null });
    net.connect(b, end, { transform: 10, synapse: null });
    net.probe(end, { label: 'out' });
    const model = await build(net);
    const folded = foldLinear(model);
    expect(folded.nodes.map(({ path }) => path)).toEqual(['in', 'end']);
    const x = images(1, 4, 2);
    expect(largestGap(await outputs(model, x), await outputs(folded, x))).toBeLessThan(1e-12);
  });

  it('keeps connections tied that shared a tensor and get equal factors, and no others', async () => {
    const net = new Network();
    const shared = dense([
      [1, 2],
      [3, 4],
    ]);
    const input = net.input(2, { label: 'in' });
    const end = net.passthrough(2, { label: 'end' });
    for (const [label, factor] of Object.entries({ one: 3, two: 3, three: 5 })) {
      const between = net.passthrough(2, { label: `${label} node` });
      net.connect(input, between, { label, transform: shared, synapse: null });
      net.connect(between, end, { transform: factor, synapse: null });
    }
    net.probe(end, { label: 'out' });
    const model = await build(net);
    const folded = foldLinear(model);
    const ids = folded.connections.map(c => (c.transform?.type === 'dense' ? c.transform.weights : ''));
    expect(ids).toEqual(['one.folded.weights', 'one.folded.weights', 'three.folded.weights']);
    const x = images(1, 4, 2);
    expect(largestGap(await outputs(model, x), await outputs(folded, x))).toBeLessThan(1e-12);
  });

  it('folds a chain of 2000 nodes into one connection with one new tensor', async () => {
    const net = new Network();
    let last = net.passthrough(1, { label: 'n0' });
    net.connect(net.input(1, { label: 'in' }), last, { label: 'map', transform: scale([1]), synapse: null });
    for (let i = 1; i <= 2000; i++) {
      const next = net.passthrough(1, { label: `n${i}` });
      net.connect(last, next, { transform: i % 2 ? 2 : 0.5, synapse: null });
      last = next;
    }
    net.connect(last, net.passthrough(1, { label: 'end' }), { transform: 7, synapse: null });
    const model = await build(net);
    const folded = foldLinear(model);
    expect(folded.nodes.map(({ path }) => path)).toEqual(['in', 'end']);
    expect(folded.connections).toHaveLength(1);
    expect(folded.tensors.size).toBe(model.tensors.size + 1);
    expect(Array.from(folded.tensors.get('map.folded.factors')?.data ?? [])).toEqual([7]);
  });

  it('keeps tied weights of others as they are', async () => {
    const net = new Network();
    const shared = dense([
      [1, 2],
      [3, 4],
    ]);
    const [a, end] = [net.passthrough(2, { label: 'a' }), net.passthrough(2, { label: 'end' })];
    net.connect(net.input(2, { label: 'in' }), a, { label: 'one', transform: shared, synapse: null });
    net.connect(a, end, { transform: 3, synapse: null });
    net.connect(net.constant([1, 1]), end, { label: 'two', transform: shared, synapse: null });
    net.probe(end, { label: 'out' });
    const model = await build(net);
    expect(new Set(model.connections.flatMap(c => (c.transform?.type === 'dense' ? [c.transform.weights] : []))).size).toBe(1);
    const x = images(1, 4, 2);
    expect(largestGap(await outputs(model, x), await outputs(foldLinear(model), x))).toBeLessThan(1e-12);
  });
});

describe('foldConstants', () => {
  it('adds what constants bring to the bias: gain counts for neurons, not for currents, slices are kept', async () => {
    const net = new Network();
    const input = net.input(3, { label: 'in' });
    const cells = net.ensemble(3, 1, { label: 'cells', neuronType: relu(), encoders: null, gain: [2, 3, 4], bias: [0.1, 0.2, 0.3] });
    net.connect(input, cells.neurons, { synapse: null });
    net.connect(net.constant([0.5, -0.25], { label: 'k' }).at(1, 0), cells.neurons.at(0, 2), {
      synapse: null,
      transform: dense([
        [1, 2],
        [0, 1],
      ]),
    });
    net.connect(net.constant([0.7], { label: 'j' }), cells.current.at(1), { synapse: null });
    net.connect(net.constant([0.7], { label: 'slow' }), cells.current.at(1), { synapse: lowpass(0.1) });
    net.probe(cells.neurons, { label: 'out' });
    const model = await build(net);
    const folded = foldConstants(model);
    expect(folded.nodes.map(({ path }) => path)).toEqual(['in', 'slow']);
    const x = images(1, 4, 3);
    expect(largestGap(await outputs(model, x, 5), await outputs(folded, x, 5))).toBeLessThan(1e-12);
    expect(largestGap(await outputs(model, x, 5), await outputs({ ...folded, ensembles: model.ensembles }, x, 5))).toBeGreaterThan(0.1);
  });

  it('leaves constants that are probed or lead elsewhere, and models without any', async () => {
    const net = new Network();
    const cells = net.ensemble(2, 1, { label: 'cells', neuronType: relu(), encoders: null, gain: 1, bias: 0 });
    const k = net.constant([1, 2], { label: 'k' });
    net.connect(k, cells.neurons, { synapse: null });
    net.connect(k, net.passthrough(2, { label: 'p' }), { synapse: null });
    net.probe(cells.neurons, { label: 'out' });
    const folded = foldConstants(await build(net));
    expect(folded.nodes.map(({ path }) => path)).toEqual(['k', 'p']);
    expect(foldConstants(folded)).toBe(folded);
  });
});
