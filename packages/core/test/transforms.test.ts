import {
  convolution,
  convolutionTranspose,
  dense,
  indices,
  maxPool,
  pooling,
  scale,
  sparse,
  tensor,
  transformSizes,
  transforms,
  uniform,
} from '@rheobase/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { thawed } from './frozen.js';

const image = [6, 5, 2];
const all = [
  dense([[1, 2, 3]]),
  dense({ shape: [2, 3], init: uniform(0, 1) }),
  scale(2, 4),
  scale([1, 2]),
  sparse({ shape: [2, 3], rows: [0], columns: [2], values: [5] }),
  indices(3, [2, -1, 0, 0]),
  convolution({ inputShape: image, filters: 4, padding: 'same' }),
  convolution({
    inputShape: image,
    filters: 4,
    padding: [
      [1, 0],
      [0, 1],
    ],
  }),
  pooling({ inputShape: image }),
];

describe('transforms', () => {
  it('say how many values go in and come out', () => {
    expect(all.map(transform => transformSizes(transform))).toMatchObject([
      { sizeIn: 3, sizeOut: 1 },
      { sizeIn: 3, sizeOut: 2 },
      { sizeIn: 4, sizeOut: 4 },
      { sizeIn: 2, sizeOut: 2 },
      { sizeIn: 3, sizeOut: 2 },
      { sizeIn: 3, sizeOut: 4 },
      { sizeIn: 60, sizeOut: 120 },
      { sizeIn: 60, sizeOut: 5 * 4 * 4 },
      { sizeIn: 60, sizeOut: 12 },
    ]);
  });

  it.each([...all, maxPool({ inputShape: image })])('are frozen all through: $type (%#)', transform => {
    expect(thawed(transform)).toEqual([]);
  });

  it.each(all)('keep everything under a map that changes nothing: $type (%#)', transform => {
    expect(transforms.map(transform, { tensor: array => array })).toEqual(transform);
  });

  it('keep the very tensor they are given, so that ties hold', () => {
    const weights = tensor([2, 2], [1, 2, 3, 4]);
    expect(dense(weights).weights).toBe(weights);
    const factors = tensor([2], [1, 2]);
    expect(scale(factors).factors).toBe(factors);
    const kernel = tensor([1, 1, 2, 1], [1, 2]);
    expect(convolution({ inputShape: image, filters: 1, kernelSize: 1, kernel }).kernel).toBe(kernel);
  });

  it('sort the entries of a sparse matrix and sum repeated places', () => {
    const made = sparse({ shape: [2, 3], rows: [1, 0, 1, 0], columns: [0, 2, 0, 1], values: [1, 2, 3, 4] });
    expect(made.rows).toEqual(tensor([3], Int32Array.of(0, 0, 1)));
    expect(made.columns).toEqual(tensor([3], Int32Array.of(1, 2, 0)));
    expect(made.weights).toEqual(tensor([3], [4, 2, 4]));
  });

  it.each([
    ['dense: weights must be a matrix', () => dense([1, 2, 3])],
    ['dense: weights must be a matrix', () => dense(tensor([1, 1, 1], [1]))],
    [
      'weights of shape [3] do not fit shape [2,2]',
      () => dense({ shape: [2, 2], init: { type: 'samples', values: tensor([3], [1, 2, 3]) } }),
    ],
    ['3 factors do not fit size 2', () => scale([1, 2, 3], 2)],
    ['entry 0 at (2, 0) lies outside shape [2,3]', () => sparse({ shape: [2, 3], rows: [2], columns: [0], values: [1] })],
    ['entry 0 at (0, -1) lies outside', () => sparse({ shape: [2, 3], rows: [0], columns: [-1], values: [1] })],
    ['1 rows, 2 columns and 1 values', () => sparse({ shape: [2, 3], rows: [0], columns: [0, 1], values: [1] })],
    ['index 3 is outside the 3 inputs', () => indices(3, [0, 3])],
    ['index -2 is outside', () => indices(3, [-2])],
    ['index 0.5 is outside', () => indices(3, [0.5])],
    ['a window of 7 does not fit axis 0', () => convolution({ inputShape: image, filters: 1, kernelSize: 7 })],
    ['strides must be 2 whole numbers >= 1', () => convolution({ inputShape: image, filters: 1, strides: 0 })],
    ['dilations must be 2 whole numbers >= 1', () => convolution({ inputShape: image, filters: 1, dilations: [1, 1, 1] })],
    ['do not divide into 3 groups', () => convolution({ inputShape: image, filters: 3, groups: 3 })],
    ['groups', () => convolution({ inputShape: image, filters: 4, groups: -1 })],
    ['filters', () => convolution({ inputShape: image, filters: 0 })],
    ['filters', () => convolution({ inputShape: image, filters: 1.5 })],
    ['inputShape', () => convolution({ inputShape: [4], filters: 1 })],
    [
      'convolutionTranspose: outputShape [9,4] does not fit',
      () => convolutionTranspose({ inputShape: [4, 2], filters: 4, outputShape: [9, 4] }),
    ],
    [
      'convolutionTranspose: outputShape [6,3] does not fit',
      () => convolutionTranspose({ inputShape: [4, 2], filters: 4, outputShape: [6, 3] }),
    ],
    [
      'convolutionTranspose: weights of shape [2] do not fit shape [3,2,4]',
      () => convolutionTranspose({ inputShape: [4, 2], filters: 4, kernel: [1, 2] }),
    ],
    ['inputShape', () => convolution({ inputShape: [4, 4, 4, 4], filters: 1 })],
    ['inputShape', () => convolution({ inputShape: [4.5, 4, 1], filters: 1 })],
    ['inputShape', () => pooling({ inputShape: [4, 4, 0] })],
    [
      'padding',
      () =>
        pooling({
          inputShape: image,
          padding: [
            [-1, 0],
            [0, 0],
          ],
        }),
    ],
    ['padding', () => pooling({ inputShape: image, padding: [[0, 0]] })],
    [
      'convolution: weights of shape [5] do not fit shape [3,3,2,4]',
      () => convolution({ inputShape: image, filters: 4, kernel: [1, 2, 3, 4, 5] }),
    ],
    ['dense: shape', () => dense({ shape: [-2, 3], init: uniform(0, 1) })],
    ['scale: size', () => scale(1, 0)],
    ['sparse: shape', () => sparse({ shape: [1.5, 2], rows: [], columns: [], values: [] })],
  ])('are refused: %s', (message, make) => {
    const error = refusal(make);
    expect(error.name).toBe('ValidationError');
    expect(error.message).toContain(message);
  });
});

describe('windows', () => {
  const length = fc.integer({ min: 1, max: 9 });
  const small = fc.integer({ min: 1, max: 3 });

  it("'same' padding gives ceil(input / stride) outputs, the extra cell after", () => {
    fc.assert(
      fc.property(length, length, small, small, small, (height, width, size, stride, dilation) => {
        const made = convolution({
          inputShape: [height, width, 1],
          filters: 1,
          kernelSize: size,
          strides: stride,
          dilations: dilation,
          padding: 'same',
        });
        expect(made.outputShape).toEqual([Math.ceil(height / stride), Math.ceil(width / stride), 1]);
        for (const [before, after] of made.padding) expect([0, 1]).toContain(after - before);
      }),
      { numRuns: 200 },
    );
  });

  it("'valid' windows stay inside and leave no room for another", () => {
    fc.assert(
      fc.property(length, small, small, small, (width, size, stride, dilation) => {
        const extent = (size - 1) * dilation + 1;
        fc.pre(extent <= width);
        const made = convolution({ inputShape: [width, 1], filters: 1, kernelSize: size, strides: stride, dilations: dilation });
        const last = ((made.outputShape[0] ?? 0) - 1) * stride + extent;
        expect(last).toBeLessThanOrEqual(width);
        expect(last + stride).toBeGreaterThan(width);
      }),
      { numRuns: 200 },
    );
  });

  it('put channels last or first, and keep the kernel as (spatial, channels / groups, filters)', () => {
    expect(convolution({ inputShape: [2, 6, 5], filters: 4, groups: 2, channelsLast: false })).toMatchObject({
      outputShape: [4, 4, 3],
      kernel: { shape: [3, 3, 1, 4] },
    });
    expect(pooling({ inputShape: [2, 6, 5], channelsLast: false }).outputShape).toEqual([2, 3, 2]);
    expect(maxPool({ inputShape: [6, 5, 2], poolSize: [3, 2], strides: 1 }).outputShape).toEqual([4, 4, 2]);
  });
});

describe('entries of a sparse matrix', () => {
  it.each([
    [[0.5], [0]],
    [[0], [1.5]],
    [[Number.NaN], [0]],
  ])('at (%j, %j) are refused', (rows, columns) => {
    expect(() => sparse({ shape: [2, 2], rows, columns, values: [1] })).toThrow('lies outside shape [2,2]');
  });

  it('are sorted, and repeated places summed in the order given', () => {
    const held = sparse({ shape: [2, 3], rows: [1, 0, 1, 0], columns: [2, 1, 2, 0], values: [1e16, 3, -1e16, 4] });
    expect(held).toEqual(sparse({ shape: [2, 3], rows: [0, 0, 1], columns: [0, 1, 2], values: [4, 3, 0] }));
  });
});
