import { build } from '@rheobase/build';
import {
  convolution,
  convolutionTranspose,
  Network,
  type PaddingInput,
  pooling,
  type TransformRecord,
  transformSizes,
} from '@rheobase/core';
import { connectionAt, type Entries, entriesOf, float64Of } from '@rheobase/model';
import fc from 'fast-check';
import { expect, it } from 'vitest';

/** A transform's entries and the arrays it was built with. */
export async function entriesFor(transform: TransformRecord): Promise<{ readonly entries: Entries; readonly kernel: Float64Array }> {
  const { sizeIn, sizeOut } = transformSizes(transform);
  const net = new Network();
  net.connect(net.input(sizeIn), net.passthrough(sizeOut), { label: 'c', transform });
  const model = await build(net);
  const built = connectionAt(model, 'c').transform;
  if (!built) throw new Error('the transform is lost');
  return {
    entries: entriesOf(model, built),
    kernel: built.type === 'convolution' || built.type === 'convolutionTranspose' ? float64Of(model, built.kernel) : new Float64Array(0),
  };
}

export function applied({ rows, columns, values, sizeOut }: Entries, x: ArrayLike<number>): readonly number[] {
  const y = new Array<number>(sizeOut).fill(0);
  rows.forEach((row, k) => {
    y[row] = (y[row] ?? 0) + (values[k] ?? 0) * (x[columns[k] ?? 0] ?? 0);
  });
  return y;
}

function expectSorted({ rows, columns, sizeIn }: Entries): void {
  const places = Array.from(rows, (row, k) => row * sizeIn + (columns[k] ?? 0));
  expect(places.every((place, k) => k === 0 || place > (places[k - 1] ?? 0))).toBe(true);
}

interface Shape {
  readonly lengths: readonly number[];
  readonly size: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly padding: PaddingInput;
  readonly groups: number;
  readonly perGroup: number;
  readonly filtersPerGroup: number;
  readonly channelsLast: boolean;
  readonly seed: number;
}

const small = (max: number) => fc.integer({ min: 1, max });

const shape: fc.Arbitrary<Shape> = fc.integer({ min: 1, max: 2 }).chain(axes => {
  const each = (arbitrary: fc.Arbitrary<number>) => fc.array(arbitrary, { minLength: axes, maxLength: axes });
  const pad = fc.tuple(fc.nat(2), fc.nat(2));
  return fc.record<Shape>({
    lengths: each(small(5)),
    size: each(small(3)),
    strides: each(small(3)),
    dilations: each(small(2)),
    padding: fc.oneof(fc.constantFrom<PaddingInput>('same', 'valid'), fc.array(pad, { minLength: axes, maxLength: axes })),
    groups: small(2),
    perGroup: small(2),
    filtersPerGroup: small(2),
    channelsLast: fc.boolean(),
    seed: fc.nat(1000),
  });
});

const fits = ({ lengths, size, dilations, padding }: Shape): boolean =>
  padding === 'same' ||
  lengths.every((length, axis) => {
    const [before, after] = padding === 'valid' ? [0, 0] : (padding[axis] ?? [0, 0]);
    return length + before + after >= ((size[axis] ?? 1) - 1) * (dilations[axis] ?? 1) + 1;
  });

/** Every list of indices below the lengths, in row-major order. */
const grid = (lengths: readonly number[]): readonly (readonly number[])[] =>
  lengths.reduce<readonly (readonly number[])[]>(
    (lists, length) => lists.flatMap(list => Array.from({ length }, (_, i) => [...list, i])),
    [[]],
  );

function flatIndex(lengths: readonly number[], at: readonly number[]): number {
  return at.reduce((sum, index, axis) => sum * (lengths[axis] ?? 1) + index, 0);
}

const place = (shape_: readonly number[], spatial: readonly number[], channel: number, last: boolean): number =>
  flatIndex(shape_, last ? [...spatial, channel] : [channel, ...spatial]);

const wave = (count: number, seed: number) => Float64Array.from({ length: count }, (_, i) => Math.sin(1 + i * 1.7 + seed));

/** Properties of entriesOf, over `runs` random shapes each. */
export function entriesProperties(runs: number): void {
  it(`of a convolution are those of the correlation by its definition (${runs} shapes)`, async () => {
    await fc.assert(
      fc.asyncProperty(shape.filter(fits), async s => {
        const filters = s.groups * s.filtersPerGroup;
        const channels = s.groups * s.perGroup;
        const inputShape = s.channelsLast ? [...s.lengths, channels] : [channels, ...s.lengths];
        const { size, strides, padding, dilations, groups, channelsLast } = s;
        const transform = convolution({ inputShape, filters, kernelSize: size, strides, padding, dilations, groups, channelsLast });
        const { entries, kernel } = await entriesFor(transform);
        const x = wave(entries.sizeIn, s.seed);
        const output = s.channelsLast ? transform.outputShape.slice(0, -1) : transform.outputShape.slice(1);
        const expected = new Array<number>(entries.sizeOut).fill(0);
        for (const out of grid(output)) {
          for (let f = 0; f < filters; f++) {
            let sum = 0;
            for (const cell of grid(s.size)) {
              const at = out.map(
                (o, a) => o * (s.strides[a] ?? 1) - (transform.padding[a]?.[0] ?? 0) + (cell[a] ?? 0) * (s.dilations[a] ?? 1),
              );
              if (at.some((index, a) => index < 0 || index >= (s.lengths[a] ?? 0))) continue;
              for (let c = 0; c < s.perGroup; c++) {
                const channel = Math.floor(f / s.filtersPerGroup) * s.perGroup + c;
                const weight = kernel[flatIndex([...s.size, s.perGroup, filters], [...cell, c, f])] ?? 0;
                sum += weight * (x[place(inputShape, at, channel, s.channelsLast)] ?? 0);
              }
            }
            expected[place(transform.outputShape, out, f, s.channelsLast)] = sum;
          }
        }
        const found = applied(entries, x);
        expect(found).toHaveLength(expected.length);
        found.forEach((y, i) => {
          expect(Math.abs(y - (expected[i] ?? 0))).toBeLessThan(1e-12);
        });
        expectSorted(entries);
      }),
      { numRuns: runs },
    );
  });

  it(`of a transposed convolution are those of the forward one from its output, rows and columns exchanged (${runs} shapes)`, async () => {
    await fc.assert(
      fc.asyncProperty(shape.filter(fits), async s => {
        const { lengths, perGroup: channels, filtersPerGroup: filters, channelsLast, size, strides, dilations, padding } = s;
        const options = { kernelSize: size, strides, dilations, padding, channelsLast };
        const withLast = (spatial: readonly number[], last: number) => (channelsLast ? [...spatial, last] : [last, ...spatial]);
        // Forward from what comes out of the transposed one: `channels` there are its filters
        const weights = wave(size.reduce((a, b) => a * b, 1) * channels * filters, s.seed);
        const forward = convolution({ ...options, inputShape: withLast(lengths, channels), filters, kernel: Array.from(weights) });
        const exchanged = weights.map((_, i) => {
          const [cell, rest] = [Math.floor(i / (channels * filters)), i % (channels * filters)];
          return weights[cell * channels * filters + (rest % channels) * filters + Math.floor(rest / channels)] ?? 0;
        });
        const transposed = convolutionTranspose({
          ...options,
          inputShape: forward.outputShape,
          outputShape: forward.inputShape,
          filters: channels,
          kernel: Array.from(exchanged),
        });
        const there = (await entriesFor(forward)).entries;
        const back = (await entriesFor(transposed)).entries;
        const triples = (rows: Int32Array, columns: Int32Array, values: Float64Array) =>
          Array.from(rows, (row, k) => `${row},${columns[k]}: ${values[k]}`).sort();
        expect(triples(back.rows, back.columns, back.values)).toEqual(triples(there.columns, there.rows, there.values));
        expectSorted(back);
      }),
      { numRuns: runs },
    );
  });

  it(`of a pooling are sums or means over the cells inside (${runs} shapes)`, async () => {
    const mode = fc.constantFrom<readonly ['sum' | 'average', boolean]>(['sum', false], ['average', false], ['average', true]);
    await fc.assert(
      fc.asyncProperty(
        shape.filter(s => fits({ ...s, dilations: [1, 1] })),
        mode,
        async (s, [kind, countPadding]) => {
          const inputShape = s.channelsLast ? [...s.lengths, s.groups] : [s.groups, ...s.lengths];
          const { lengths, size, strides, padding, channelsLast, seed } = s;
          const transform = pooling({ inputShape, poolSize: size, strides, padding, channelsLast, mode: kind, countPadding });
          const { entries } = await entriesFor(transform);
          const x = wave(entries.sizeIn, seed);
          const output = channelsLast ? transform.outputShape.slice(0, -1) : transform.outputShape.slice(1);
          const found = applied(entries, x);
          for (const out of grid(output)) {
            for (let c = 0; c < s.groups; c++) {
              const inside = grid(size)
                .map(cell => out.map((o, a) => o * (strides[a] ?? 1) - (transform.padding[a]?.[0] ?? 0) + (cell[a] ?? 0)))
                .filter(at => at.every((index, a) => index >= 0 && index < (lengths[a] ?? 0)));
              const sum = inside.reduce((total, at) => total + (x[place(inputShape, at, c, channelsLast)] ?? 0), 0);
              const cells = countPadding ? size.reduce((a, b) => a * b, 1) : inside.length;
              const expected = kind === 'sum' || inside.length === 0 ? sum : sum / cells;
              expect(Math.abs((found[place(transform.outputShape, out, c, channelsLast)] ?? 0) - expected)).toBeLessThan(1e-12);
            }
          }
          expectSorted(entries);
        },
      ),
      { numRuns: runs },
    );
  });
}
