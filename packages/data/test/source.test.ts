import { ValidationError } from '@rheobase/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dataset,
  functionSource,
  type RowSource,
  readIdx,
  readRows,
  repeatSource,
  repeatSteps,
  type Source,
  samplesOf,
  sliceSource,
  storedSource,
} from '../src/index.js';

/** All rows of a source, read `chunk` steps at a time. */
async function dense(source: Source, chunk = 3): Promise<Float64Array> {
  const [items, steps, size] = source.shape;
  const all = new Float64Array(items * steps * size);
  for (let item = 0; item < items; item++) {
    for (let from = 0; from < steps; from += chunk) {
      const to = Math.min(from + chunk, steps);
      await readRows(source, item, from, to, all.subarray((item * steps + from) * size, (item * steps + to) * size));
    }
  }
  return all;
}

const shapes = fc.tuple(fc.nat(3), fc.nat(7), fc.integer({ min: 1, max: 4 }));
const stored = shapes.chain(([items, steps, size]) =>
  fc.record({
    shape: fc.constant([items, steps, size] as const),
    bytes: fc.uint8Array({ minLength: items * steps * size, maxLength: items * steps * size }),
  }),
);
/** A source whose rows come later. */
const later = (source: Source): RowSource => ({
  shape: source.shape,
  rows: async (item, from, to, target) => {
    await Promise.resolve();
    await readRows(source, item, from, to, target);
  },
});

describe('a source', () => {
  it('gives the rows of the dense samples, from any storage, in any chunks', async () => {
    await fc.assert(
      fc.asyncProperty(stored, fc.integer({ min: 1, max: 8 }), async ({ shape, bytes }, chunk) => {
        const [, steps, size] = shape;
        const expected = Float64Array.from(bytes, byte => byte / 255);
        const kinds: readonly Source[] = [
          samplesOf(shape, expected),
          storedSource(shape, bytes, byte => byte / 255),
          functionSource(shape, (item, step) => expected.subarray((item * steps + step) * size, (item * steps + step + 1) * size)),
          later(storedSource(shape, bytes, byte => byte / 255)),
        ];
        for (const source of kinds) expect(await dense(source, chunk)).toEqual(expected);
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it('is sliced and repeated as samples are', async () => {
    await fc.assert(
      fc.asyncProperty(stored, fc.nat(4), fc.nat(4), fc.integer({ min: 1, max: 4 }), async ({ shape, bytes }, a, b, times) => {
        const [from, to] = [Math.min(a, b, shape[0]), Math.max(a, b)];
        const samples = samplesOf(shape, Float32Array.from(bytes));
        for (const source of [storedSource(shape, bytes), later(storedSource(shape, bytes))]) {
          const part = repeatSource(sliceSource(source, from, to), times);
          const expected = repeatSource(sliceSource(samples, from, to), times);
          expect(part.shape).toEqual(expected.shape);
          expect(await dense(part)).toEqual(Float64Array.from(expected.data));
        }
      }),
      { numRuns: 100, seed: 2 },
    );
  });

  it('computes only the rows that are asked for', () => {
    const asked: string[] = [];
    const source = functionSource([1_000_000, 1_000_000, 1], (item, step) => {
      asked.push(`${item}/${step}`);
      return [item + step];
    });
    const rows = new Float64Array(2);
    readRows(sliceSource(source, 500, 600), 7, 40, 42, rows);
    expect(asked).toEqual(['507/40', '507/41']);
    expect(Array.from(rows)).toEqual([547, 548]);
  });

  it('rejects rows that are not finite when they are read, naming item, step and element', async () => {
    const source = functionSource([2, 3, 2], (item, step) => [0, item === 1 && step === 2 ? Number.NaN : 1]);
    const message = 'source: element 1 of item 1, step 3 is NaN, but must be finite';
    expect(() => readRows(source, 1, 1, 3, new Float64Array(4))).toThrow(message);
    await expect(readRows(later(source), 1, 1, 3, new Float64Array(4))).rejects.toThrow(message);
  });

  it.each<[string, () => unknown, RegExp]>([
    [
      'a row of another size',
      () =>
        readRows(
          functionSource([1, 1, 2], () => [1]),
          0,
          0,
          1,
          new Float64Array(2),
        ),
      /step 1 has 1 values; give 2/,
    ],
    [
      'a shape of two lengths',
      () => Reflect.apply(functionSource, undefined, [[1, 2], () => [1]]),
      /the shape must be \(items, steps, size\)/,
    ],
    ['a shape of fractions', () => storedSource([1.5, 2, 1], new Uint8Array(3)), /whole numbers >= 0, but/],
    ['no function', () => Reflect.apply(functionSource, undefined, [[1, 1, 1], 5]), /a function \(item, step\) is needed, but 5/],
    ['too few numbers', () => storedSource([1, 2, 2], new Uint8Array(3)), /has 4 elements, but 3 were given/],
    ['a list', () => Reflect.apply(storedSource, undefined, [[1, 1, 1], [1]]), /1 elements, but 1 were given/],
    [
      'items past its end',
      () => sliceSource(storedSource([2, 1, 1], new Uint8Array(2)), 3, 4),
      /items 3 to 4 were asked for, but there are 2/,
    ],
    ['steps repeated no times', () => repeatSource(storedSource([1, 1, 1], new Uint8Array(1)), 0), /a whole number of times >= 1, but 0/],
  ])('rejects %s', (_, make, says) => {
    expect(make).toThrow(ValidationError);
    expect(make).toThrow(says);
  });
});

describe('a dataset of a source', () => {
  const data = dataset({ x: storedSource([3, 1, 2], Uint8Array.of(1, 2, 3, 4, 5, 6)), labels: [0, 1, 1] });

  it('is sliced and repeated without copying the rows', async () => {
    const part = repeatSteps(data.slice(1, 3), 2);
    expect(part).toMatchObject({ size: 2, classes: 2, labels: Int32Array.of(1, 1), itemShape: [2] });
    expect('data' in part.x).toBe(false);
    expect(Array.from(await dense(part.x))).toEqual([3, 4, 3, 4, 5, 6, 5, 6]);
  });

  it('of an IDX file has the pixels of the dense one', async () => {
    const images = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 9, 7, 200, 3, 1, 0);
    const labels = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 4, 1);
    const [memory, file] = [await readIdx({ images, labels }), await readIdx({ images, labels }, { lazy: true })];
    expect(await dense(file.x)).toEqual(Float64Array.from(memory.x.data));
    expect(file.labels).toEqual(memory.labels);
  });
});
