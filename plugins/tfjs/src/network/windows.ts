import type { MaxPool, Pooling } from '@rheobase/core';
import { type Entries, entriesOf, type Model, type ModelTransform } from '@rheobase/model';
import type { EntryList } from '../kernels/entries.js';
import type { Geometry } from '../kernels/patches.js';
import type { WindowList } from '../kernels/windows.js';

type Convolution = Extract<ModelTransform, { type: 'convolution' }>;
type Transposed = Extract<ModelTransform, { type: 'convolutionTranspose' }>;

/** One value per spatial axis as a pair for height and width. */
const pair = <T>(values: readonly T[], missing: T): readonly [T, T] => [
  values.length > 1 ? (values[0] ?? missing) : missing,
  values.at(-1) ?? missing,
];

/** Height, width and channels of a shape. */
function planar(shape: readonly number[], channelsLast: boolean): readonly [height: number, width: number, channels: number] {
  const [height, width] = pair(channelsLast ? shape.slice(0, -1) : shape.slice(1), 1);
  return [height, width, (channelsLast ? shape.at(-1) : shape[0]) ?? 1];
}

/** A convolution in one group, as its kernels take it. */
export function geometryOf(transform: Convolution): Geometry {
  const [height, width, channels] = planar(transform.inputShape, transform.channelsLast);
  const [outHeight, outWidth, filters] = planar(transform.outputShape, transform.channelsLast);
  return {
    height,
    width,
    channels,
    outHeight,
    outWidth,
    filters,
    kernel: pair(transform.kernelSize, 1),
    strides: pair(transform.strides, 1),
    dilations: pair(transform.dilations, 1),
    padding: pair(transform.padding, [0, 0] as const),
  };
}

/** Places of elements laid out channels first, in channels-last order, and the other way round. */
export function channelOrders(shape: readonly number[]): { readonly toLast: Int32Array; readonly toFirst: Int32Array } {
  const [height, width, channels] = planar(shape, false);
  const cells = height * width;
  return {
    toLast: Int32Array.from({ length: cells * channels }, (_, i) => (i % channels) * cells + Math.floor(i / channels)),
    toFirst: Int32Array.from({ length: cells * channels }, (_, i) => (i % cells) * channels + Math.floor(i / cells)),
  };
}

const listed = ({ sizeIn, sizeOut, rows, columns }: Entries, weights: Int32Array, weightCount: number): EntryList => ({
  sizeIn,
  sizeOut,
  rows,
  columns,
  weights,
  weightCount,
});

/** A sparse transform or a pooling: one weight for every entry. */
export function entryList(model: Model, transform: ModelTransform): { readonly list: EntryList; readonly values: Float64Array } {
  const entries = entriesOf(model, transform);
  return {
    list: listed(
      entries,
      Int32Array.from(entries.values, (_, k) => k),
      entries.values.length,
    ),
    values: entries.values,
  };
}

/** A convolution in groups or a transposed one, entry by entry, each with the place of its weight in the kernel. */
export function groupedList(model: Model, transform: Convolution | Transposed): EntryList {
  const weightCount = model.tensors.get(transform.kernel)?.data.length ?? 0;
  // The entries' values tell which weight each takes once the kernel is replaced by the places of its weights.
  const places = { dtype: 'float64' as const, shape: [weightCount], data: Float64Array.from({ length: weightCount }, (_, k) => k) };
  const entries = entriesOf({ ...model, tensors: new Map([[transform.kernel, places]]) }, transform);
  return listed(entries, Int32Array.from(entries.values), weightCount);
}

/** The windows of a pooling by output. */
export function windowList(model: Model, pool: MaxPool): WindowList {
  const { inputShape, outputShape, poolSize, strides, padding, channelsLast } = pool;
  const pooling: Pooling = {
    type: 'pooling',
    mode: 'sum',
    inputShape,
    outputShape,
    poolSize,
    strides,
    padding,
    channelsLast,
    countPadding: true,
  };
  const { sizeIn, sizeOut, rows, columns } = entriesOf(model, pooling);
  const starts = new Int32Array(sizeOut + 1);
  for (const row of rows) starts[row + 1] = (starts[row + 1] ?? 0) + 1;
  for (let i = 0; i < sizeOut; i++) starts[i + 1] = (starts[i + 1] ?? 0) + (starts[i] ?? 0);
  return { sizeIn, sizeOut, starts, inputs: columns };
}
