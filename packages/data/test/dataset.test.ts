import { ValidationError } from '@rheobase/core';
import { dataset, repeatSamples, repeatSteps, samplesOf, sliceSamples } from '@rheobase/data';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** Samples whose values are all different. */
const wave = (batch: number, steps: number, size: number) =>
  samplesOf(
    [batch, steps, size],
    Float64Array.from({ length: batch * steps * size }, (_, i) => (i + 1) / 8),
  );

/** What a program without types hands over. */
const untyped = (fields: unknown) => Reflect.apply(dataset, undefined, [fields]);

const shapes = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }));

describe('samples', () => {
  it('hold as many values as their shape says', () => {
    expect(() => samplesOf([2, 3, 4], new Float64Array(23))).toThrow('samples: shape (2, 3, 4) has 24 elements, but 23 were given');
    expect(samplesOf([1, 1, 2], [1, 2]).data).toEqual(Float64Array.of(1, 2));
    expect(samplesOf([1, 1, 2], Float32Array.of(1, 2)).data).toBeInstanceOf(Float32Array);
  });

  it.each([[[-1, 1, -2]], [[1.5, 2, 1]], [[1, Number.NaN, 1]]] as const)('refuse shape %o', shape => {
    expect(() => samplesOf(shape, [1, 2, 3])).toThrow(ValidationError);
    expect(() => samplesOf(shape, [1, 2])).toThrow(ValidationError);
  });

  it('are sliced by item without copying', () => {
    fc.assert(
      fc.property(shapes, fc.nat(4), fc.nat(4), ([batch, steps, size], a, b) => {
        const [from, to] = [Math.min(a, b, batch), Math.max(a, b)];
        const all = wave(batch, steps, size);
        const part = sliceSamples(all, from, to);
        expect(part.shape).toEqual([Math.min(to, batch) - from, steps, size]);
        expect(part.data.buffer).toBe(all.data.buffer);
        expect(Array.from(part.data)).toEqual(Array.from(all.data.slice(from * steps * size, to * steps * size)));
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  it('are repeated step by step', () => {
    expect(repeatSamples(samplesOf([2, 2, 1], [1, 2, 3, 4]), 3)).toEqual({
      shape: [2, 6, 1],
      data: Float64Array.of(1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4),
    });
    expect(repeatSamples(samplesOf([1, 1, 1], Float32Array.of(2)), 2).data).toEqual(Float32Array.of(2, 2));
  });

  it.each([-1, 0, 1.5, Number.NaN])('are not repeated %d times', times => {
    expect(() => repeatSamples(samplesOf([1, 1, 1], [1]), times)).toThrow(ValidationError);
  });
});

describe('a dataset', () => {
  const data = dataset({ x: wave(5, 2, 6), labels: Int32Array.of(0, 1, 2, 1, 0), classes: 4, itemShape: [2, 3, 1] });

  it('knows its size, classes and layout', () => {
    expect(data).toMatchObject({ size: 5, classes: 4, itemShape: [2, 3, 1] });
    expect(dataset({ x: wave(3, 1, 6), labels: Int32Array.of(0, 4, 2) })).toMatchObject({ classes: 5, itemShape: [6] });
  });

  it('has no label that 32 bits do not hold', () => {
    expect(() => dataset({ x: wave(2, 1, 1), labels: [0, 2 ** 31] })).toThrow(
      'dataset: classes must be a whole number from 0 to 2147483648, but 2147483649 was given',
    );
    expect(dataset({ x: wave(2, 1, 1), labels: [0, 2 ** 31 - 1] }).labels[1]).toBe(2 ** 31 - 1);
  });

  it('is sliced with labels, classes and layout', () => {
    const part = data.slice(1, 3);
    expect(part).toMatchObject({ size: 2, classes: 4, itemShape: [2, 3, 1], labels: Int32Array.of(1, 2) });
    expect(part.x).toEqual(sliceSamples(data.x, 1, 3));
    expect(data.slice(3, 99).size).toBe(2);
    expect(part.slice(1, 2).labels).toEqual(Int32Array.of(2));
  });

  it.each([
    [-1, 2],
    [3, 2],
    [0.5, 2],
    [6, 7],
    [0, Number.NaN],
  ])('has no items %d to %d', (from, to) => {
    expect(() => data.slice(from, to)).toThrow(ValidationError);
    expect(() => data.slice(from, to)).toThrow(/items/);
  });

  it('is refused where labels and items differ in number', () => {
    expect(() => dataset({ x: wave(2, 1, 1), labels: Int32Array.of(0) })).toThrow('dataset: 2 items but 1 labels were given');
  });

  it.each([-1, 3])('is refused with label %i of 3 classes, naming the item', label => {
    const make = () => dataset({ x: wave(3, 1, 1), labels: Int32Array.of(0, 2, label), classes: 3 });
    expect(make).toThrow(`dataset: label ${label} of item 2 is not among its 3 classes`);
    expect(make).toThrow(expect.objectContaining({ code: 'invalid-label', given: label, allowed: '0 to 2' }));
  });

  it.each<[string, () => unknown]>([
    ['1.5', () => [0, 1.5, 1]],
    ['NaN', () => [0, Number.NaN, 1]],
    ["'3'", () => JSON.parse('[0, "3", 1]')],
    ['null', () => JSON.parse('[0, null, 1]')],
    ['1n', () => [0, 1n, 1]],
    ['Infinity', () => [0, Number.POSITIVE_INFINITY, 1]],
    ['-0.5', () => Float64Array.of(0, -0.5, 1)],
  ])('is refused with label %s, naming the item', (shown, labels) => {
    const make = () => untyped({ x: wave(3, 1, 1), labels: labels() });
    expect(make).toThrow(ValidationError);
    expect(make).toThrow(`dataset: label ${shown} of item 1 is not a whole number`);
  });

  it('takes labels as an array of any numbers that are whole', () => {
    for (const labels of [[0, 2, 1], Uint8Array.of(0, 2, 1), Float32Array.of(0, 2, 1)]) {
      const made = untyped({ x: wave(3, 1, 1), labels });
      expect(made.labels).toEqual(Int32Array.of(0, 2, 1));
      expect(made.classes).toBe(3);
    }
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('is refused with %d in x, naming the item', wrong => {
    const x = samplesOf([3, 2, 2], [0, 1, 2, 3, 4, 5, 6, wrong, 8, 9, 10, 11]);
    const make = () => dataset({ x, labels: [0, 1, 2] });
    expect(make).toThrow(`dataset: x has ${wrong} in item 1; all values must be finite numbers`);
    expect(make).toThrow(expect.objectContaining({ name: 'ValidationError', code: 'not-finite' }));
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['no x', { labels: [0] }],
    ['no labels', { x: wave(1, 1, 1) }],
    ['numbers as x', { x: Float32Array.of(1), labels: [0] }],
    ['a text as labels', { x: wave(1, 1, 1), labels: '0' }],
    ['classes that are no number', { x: wave(1, 1, 1), labels: [0], classes: Number.NaN }],
    ['1.5 classes', { x: wave(1, 1, 1), labels: [0], classes: 1.5 }],
    ['a layout of another size', { x: wave(1, 1, 4), labels: [0], itemShape: [3, 1] }],
    ['x cut short', { x: { shape: [2, 1, 3], data: new Float64Array(5) }, labels: [0, 0] }],
  ])('is refused with %s', (_, fields) => {
    expect(() => untyped(fields)).toThrow(ValidationError);
  });

  it('shows each step several times', () => {
    const shown = repeatSteps(data, 3);
    expect(shown.x.shape).toEqual([5, 6, 6]);
    expect(shown).toMatchObject({ classes: 4, labels: data.labels, itemShape: data.itemShape });
    expect(shown.slice(0, 1).x.data.slice(12, 18)).toEqual(data.x.data.slice(0, 6));
  });
});
