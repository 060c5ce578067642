import { build } from '@rheobase/build';
import { convolution, convolutionTranspose, dense, Network, pooling, sparse } from '@rheobase/core';
import { samplesOf } from '@rheobase/data';
import { entriesOf, type Model } from '@rheobase/model';
import { referenceKernels } from '@rheobase/plugin-reference';
import { lower } from '@rheobase/program';
import { interpret } from '@rheobase/runtime';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { run, uniform } from './run.js';

const size = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

interface Case {
  readonly spatial: readonly number[];
  readonly perGroup: number;
  readonly groupFilters: number;
  readonly groups: number;
  readonly kernel: number;
  readonly strides: number;
  readonly dilations: number;
  readonly padding: 'valid' | 'same';
  readonly channelsLast: boolean;
}

const cases: fc.Arbitrary<Case> = fc.record({
  spatial: fc.array(fc.integer({ min: 3, max: 6 }), { minLength: 1, maxLength: 2 }),
  perGroup: fc.integer({ min: 1, max: 2 }),
  groupFilters: fc.integer({ min: 1, max: 2 }),
  groups: fc.integer({ min: 1, max: 2 }),
  kernel: fc.integer({ min: 1, max: 3 }),
  strides: fc.integer({ min: 1, max: 2 }),
  dilations: fc.integer({ min: 1, max: 2 }),
  padding: fc.constantFrom('valid', 'same'),
  channelsLast: fc.boolean(),
});

function transformOf({ spatial, perGroup, groupFilters, groups, kernel, strides, dilations, padding, channelsLast }: Case) {
  const channels = perGroup * groups;
  const wide = (kernel - 1) * dilations + 1 > Math.min(...spatial);
  return convolution({
    inputShape: channelsLast ? [...spatial, channels] : [channels, ...spatial],
    filters: groupFilters * groups,
    kernelSize: kernel,
    strides,
    dilations: wide ? 1 : dilations,
    padding,
    groups,
    channelsLast,
    kernel: Array.from(uniform(3, kernel ** spatial.length * perGroup * groupFilters * groups)),
  });
}

/** The other way round: from what such a convolution gives to what it takes. */
function transposedOf(given: Case) {
  const { inputShape, outputShape, kernelSize, strides, dilations, padding, channelsLast } = transformOf({ ...given, groups: 1 });
  const filters = (channelsLast ? inputShape.at(-1) : inputShape[0]) ?? 1;
  return convolutionTranspose({
    inputShape: outputShape,
    outputShape: inputShape,
    filters,
    kernelSize,
    strides,
    dilations,
    padding,
    channelsLast,
    kernel: Array.from(uniform(3, size(kernelSize) * given.perGroup * given.groupFilters)),
  });
}

/** The definition, element by element: out[y, f] = sum over cells k and channels c of x[y stride + k dilation - pad, c] kernel[k, c, f]. */
function correlate(t: ReturnType<typeof transformOf>, kernel: ArrayLike<number>, x: ArrayLike<number>): number[] {
  const lengths = (shape: readonly number[]) => (t.channelsLast ? shape.slice(0, -1) : shape.slice(1));
  const channelsOf = (shape: readonly number[]) => (t.channelsLast ? shape.at(-1) : shape[0]) ?? 1;
  const [channels, filters] = [channelsOf(t.inputShape), channelsOf(t.outputShape)];
  const [inner, outer] = [lengths(t.inputShape), lengths(t.outputShape)];
  const flat = (within: readonly number[], place: readonly number[]) =>
    place.reduce((index, p, axis) => index * (within[axis] ?? 1) + p, 0);
  const index = (within: readonly number[], count: number, place: readonly number[], c: number) =>
    t.channelsLast ? flat(within, place) * count + c : c * size(within) + flat(within, place);
  const places = (within: readonly number[]): number[][] =>
    within.reduce<number[][]>((all, length) => all.flatMap(p => Array.from({ length }, (_, i) => [...p, i])), [[]]);
  const perGroup = channels / t.groups;
  const out = new Array<number>(size(t.outputShape)).fill(0);
  for (const o of places(outer)) {
    for (let f = 0; f < filters; f++) {
      let sum = 0;
      for (const k of places(t.kernelSize)) {
        const at = o.map((p, axis) => p * (t.strides[axis] ?? 1) + (k[axis] ?? 0) * (t.dilations[axis] ?? 1) - (t.padding[axis]?.[0] ?? 0));
        if (at.some((p, axis) => p < 0 || p >= (inner[axis] ?? 0))) continue;
        for (let c = 0; c < perGroup; c++) {
          const channel = Math.floor(f / (filters / t.groups)) * perGroup + c;
          sum += (x[index(inner, channels, at, channel)] ?? 0) * (kernel[(flat(t.kernelSize, k) * perGroup + c) * filters + f] ?? 0);
        }
      }
      out[index(outer, filters, o, f)] = sum;
    }
  }
  return out;
}

describe('a convolution', () => {
  it('is the direct correlation: strides, padding, dilations, groups, one and two axes, channels first and last', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async given => {
        const transform = transformOf(given);
        const net = new Network();
        const input = net.input(size(transform.inputShape), { label: 'in' });
        const out = net.passthrough(size(transform.outputShape), { label: 'map' });
        net.connect(input, out, { label: 'conv', transform, synapse: null });
        net.probe(out, { label: 'out' });
        const model = await build(net);
        const x = uniform(8, 2 * size(transform.inputShape)).map(value => (Math.abs(value) < 0.2 ? 0 : value));
        const found = (await run(model, 1, { inputs: samplesOf([2, 1, x.length / 2], x) }))('out');
        const kernel = 'data' in transform.kernel ? transform.kernel.data : [];
        const expected = [0, 1].flatMap(item =>
          correlate(transform, kernel, x.subarray((item * x.length) / 2, ((item + 1) * x.length) / 2)),
        );
        expect(found.length).toBe(expected.length);
        found.forEach((value, i) => void expect(Math.abs(value - (expected[i] ?? Number.NaN))).toBeLessThan(1e-13));
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it.each([
    ['', transformOf],
    [', transposed', transposedOf],
  ] as const)('has the bits of its matrix: every output sums its inputs in ascending order%s', async (_, made) => {
    await fc.assert(
      fc.asyncProperty(cases, async given => {
        const transform = made(given);
        const net = new Network();
        const input = net.input(size(transform.inputShape), { label: 'in' });
        const [map, full] = ['map', 'full'].map(label => net.passthrough(size(transform.outputShape), { label }));
        if (!map || !full) return;
        net.connect(input, map, { label: 'conv', transform, synapse: null });
        net.probe(map, { label: 'out' });
        const conv = (await build(net)).connections[0]?.transform;
        const model = await build(net);
        if (!conv) throw new Error('no transform');
        const { sizeIn, sizeOut, rows, columns, values } = entriesOf(model, conv);
        const matrix = Array.from({ length: sizeOut }, () => new Array<number>(sizeIn).fill(0));
        rows.forEach((row, k) => void (matrix[row] ?? []).splice(columns[k] ?? 0, 1, values[k] ?? 0));
        net.connect(input, full, { transform: dense(matrix), synapse: null });
        net.probe(full, { label: 'expected' });
        const found = await run(net, 1, { inputs: samplesOf([1, 1, sizeIn], uniform(2, sizeIn)) });
        expect(found('out')).toEqual(found('expected'));
      }),
      { numRuns: 30, seed: 2 },
    );
  });
});

/** Spikes and zeros, as a sparse and as a dense signal, into the same matrix. */
async function spikesInto(
  matrix: readonly (readonly number[])[],
  spikes: readonly number[],
): Promise<readonly [Float64Array, Float64Array]> {
  const columns = spikes.length;
  const net = new Network();
  const input = net.input(columns, { label: 'in' });
  const out = net.passthrough(matrix.length, { label: 'sum' });
  net.connect(input, out, { transform: dense(matrix), synapse: null });
  net.probe(out, { label: 'out' });
  const program = lower(await build(net), { dt: 0.001 });
  const results = [true, false].map(sparseSignal => {
    const signals = new Map(Array.from(program.signals, ([id, signal]) => [id, { ...signal, sparse: sparseSignal }]));
    const engine = interpret({ ...program, signals }, referenceKernels, { batch: 2 });
    engine.setInput('in', Float64Array.from([...spikes, ...spikes.toReversed()]));
    engine.step();
    return Float64Array.from(engine.signal('out'));
  });
  return [results[0] ?? new Float64Array(0), results[1] ?? new Float64Array(0)];
}

describe('a matrix', () => {
  it('gives event-driven sums the bits of dense ones', async () => {
    const values = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    const spikes = fc.array(fc.oneof(fc.constant(0), fc.constant(-0), fc.constant(1000), values), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        spikes,
        fc.integer({ min: 1, max: 5 }),
        fc.array(values, { minLength: 60, maxLength: 60 }),
        async (given, rows, weights) => {
          const matrix = Array.from({ length: rows }, (_, r) => given.map((_, c) => weights[(r * given.length + c) % 60] ?? 0));
          const [events, all] = await spikesInto(matrix, given);
          expect(events).toEqual(all);
          events.forEach((value, i) => void expect(Object.is(value, all[i])).toBe(true));
        },
      ),
      { numRuns: 60, seed: 1 },
    );
  });

  it('sums each row in ascending order of columns, from zero', async () => {
    const [, found] = await spikesInto([[1, 1, 1]], [1e16, 1, -1e16]);
    expect(Array.from(found)).toEqual([1e16 + 1 - 1e16, -1e16 + 1 + 1e16]);
  });

  it('may be sparse, with entries given in any order', async () => {
    const net = new Network();
    const out = net.passthrough(3, { label: 'sum' });
    const transform = sparse({ shape: [3, 4], rows: [2, 0, 2, 0], columns: [3, 1, 0, 1], values: [5, 2, 7, 1] });
    net.connect(net.input(4, { label: 'in' }), out, { transform, synapse: null });
    net.probe(out, { label: 'out' });
    const found = await run(net, 1, { inputs: samplesOf([2, 1, 4], [1, 10, 100, 1000, 2, 20, 200, 2000]) });
    expect(Array.from(found('out'))).toEqual([30, 0, 5007, 60, 0, 10014]);
  });
});

describe('pooling', () => {
  it('sums or averages each window, channel by channel; padding counts where asked', async () => {
    const windows = fc.record({
      side: fc.integer({ min: 2, max: 5 }),
      poolSize: fc.integer({ min: 1, max: 3 }),
      strides: fc.integer({ min: 1, max: 3 }),
      mode: fc.constantFrom('sum' as const, 'average' as const),
      countPadding: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(windows, async ({ side, ...options }) => {
        const transform = pooling({ ...options, inputShape: [side, side, 2], padding: 'same' });
        const net = new Network();
        const out = net.passthrough(size(transform.outputShape), { label: 'pooled' });
        net.connect(net.input(side * side * 2, { label: 'in' }), out, { transform, synapse: null });
        net.probe(out, { label: 'out' });
        const x = uniform(5, side * side * 2);
        const found = (await run(net, 1, { inputs: samplesOf([1, 1, x.length], x) }))('out');
        const [rows = 0, columns = 0] = transform.outputShape;
        const before = transform.padding[0]?.[0] ?? 0;
        for (let o = 0; o < rows * columns * 2; o++) {
          const [c, ox, oy] = [o % 2, Math.floor(o / 2) % columns, Math.floor(o / 2 / columns)];
          let [sum, inside] = [0, 0];
          for (let k = 0; k < options.poolSize ** 2; k++) {
            const y = oy * options.strides - before + Math.floor(k / options.poolSize);
            const at = ox * options.strides - before + (k % options.poolSize);
            if (y < 0 || y >= side || at < 0 || at >= side) continue;
            sum += x[(y * side + at) * 2 + c] ?? 0;
            inside += 1;
          }
          const divisor = options.mode === 'sum' ? 1 : options.countPadding ? options.poolSize ** 2 : inside;
          expect(found[o]).toBeCloseTo(sum / divisor, 12);
        }
      }),
      { numRuns: 30, seed: 1 },
    );
  });
});

describe('sums at a target', () => {
  it('add connections in the order they were made', async () => {
    const net = new Network();
    const out = net.passthrough(1, { label: 'sum' });
    for (const value of [1e16, 1, -1e16]) net.connect(net.constant([value]), out, { synapse: null });
    net.probe(out, { label: 'out' });
    expect((await run(net, 1))('out')[0]).toBe(1e16 + 1 - 1e16);
  });

  it('take slices on both sides, repeated elements included', async () => {
    const net = new Network();
    const out = net.passthrough(3, { label: 'sum' });
    const input = net.input(3, { label: 'in' });
    net.connect(input.at(2, 0, 0), out.at(0, 2, 2), { synapse: null });
    net.connect(input.at(1), out.at(-2), { transform: 10, synapse: null });
    net.probe(out, { label: 'out' });
    const model: Model = await build(net);
    expect(Array.from((await run(model, 1, { inputs: samplesOf([1, 1, 3], [1, 2, 3]) }))('out'))).toEqual([3, 20, 2]);
  });
});
