import { convolution, convolutionTranspose, dense, indices, scale, sparse } from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { goldenFile, relativeError } from '../../conformance/test/golden-file.js';
import { applied, entriesFor, entriesProperties } from './entries-properties.js';

interface Case {
  readonly transform: {
    readonly kind: string;
    readonly n_filters: number;
    readonly input_shape: readonly number[];
    readonly output_shape: readonly number[];
    readonly kernel_size: readonly number[];
    readonly strides: readonly number[];
    readonly padding: 'same' | 'valid';
    readonly channels_last: boolean;
    readonly groups: number;
    readonly kernel: readonly unknown[];
  };
  readonly input: readonly number[];
  readonly output: readonly number[];
}

const numbers = (nested: unknown): readonly number[] =>
  Array.isArray(nested) ? nested.flatMap(numbers) : typeof nested === 'number' ? [nested] : [];

describe('entries', () => {
  entriesProperties(100);

  const cases: readonly Case[] = goldenFile('component_convolution').cases;

  it.each(cases.filter(c => c.transform.kind === 'convolution'))('of a convolution give the golden output to 1e-12 (%#)', async ({
    transform: t,
    input,
    output,
  }) => {
    const made = convolution({
      inputShape: t.input_shape,
      filters: t.n_filters,
      kernelSize: t.kernel_size,
      strides: t.strides,
      padding: t.padding,
      channelsLast: t.channels_last,
      groups: t.groups,
      kernel: numbers(t.kernel),
    });
    expect(made.outputShape).toEqual(t.output_shape);
    expect(relativeError(applied((await entriesFor(made)).entries, input), output)).toBeLessThan(1e-12);
  });

  it.each(
    cases.filter(c => c.transform.kind === 'convolution_transpose'),
  )('of a transposed convolution give the golden output to 1e-12 (%#)', async ({ transform: t, input, output }) => {
    const made = convolutionTranspose({
      inputShape: t.input_shape,
      outputShape: t.output_shape,
      filters: t.n_filters,
      kernelSize: t.kernel_size,
      strides: t.strides,
      padding: t.padding,
      channelsLast: t.channels_last,
      kernel: numbers(t.kernel),
    });
    expect(relativeError(applied((await entriesFor(made)).entries, input), output)).toBeLessThan(1e-12);
  });

  it.each([
    [
      'dense',
      dense([
        [1, 2, 3],
        [4, 5, 6],
      ]),
      [14, 32],
    ],
    ['scale by one number', scale(2, 3), [2, 4, 6]],
    ['scale by each its own', scale([2, 3, 4]), [2, 6, 12]],
    ['sparse', sparse({ shape: [2, 3], rows: [1, 0], columns: [2, 0], values: [5, 7] }), [7, 15]],
    ['indices', indices(3, [2, -1, 0, 0]), [3, 0, 1, 1]],
  ])('of %s are its matrix', async (_name, transform, expected) => {
    const { entries } = await entriesFor(transform);
    expect(applied(entries, [1, 2, 3])).toEqual(expected);
    expect([entries.sizeIn, entries.sizeOut]).toEqual([3, expected.length]);
  });
});
