import type { MaxPool, Pooling } from '@rheobase/core';

/** The entries of a transform's matrix that may be other than zero, in order of row, then column. */
export interface Entries {
  readonly sizeIn: number;
  readonly sizeOut: number;
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

type Windowed = Pick<MaxPool | Pooling, 'inputShape' | 'outputShape' | 'poolSize' | 'strides' | 'padding' | 'channelsLast'>;

/** A shape with a channel axis as (height, width, channels); one spatial axis becomes the width. */
export function planar(shape: readonly number[], channelsLast: boolean): readonly [number, number, number] {
  const lengths = channelsLast ? shape.slice(0, -1) : shape.slice(1);
  const channels = (channelsLast ? shape.at(-1) : shape[0]) ?? 1;
  return [lengths.length === 2 ? (lengths[0] ?? 1) : 1, lengths.at(-1) ?? 1, channels];
}

/** One value per spatial axis as a pair for height and width. */
export const pair = <T>(values: readonly T[], missing: T): readonly [T, T] => [
  values.length === 2 ? (values[0] ?? missing) : missing,
  values.at(-1) ?? missing,
];

/** Index of an element of a (height, width, channels) array in the layout of its data. */
const place = (
  [height, width, channels]: readonly [number, number, number],
  channelsLast: boolean,
  y: number,
  x: number,
  c: number,
): number => (channelsLast ? (y * width + x) * channels + c : (c * height + y) * width + x);

/** For every output of a pooling, the input indices of its window; -1 for cells in the padding. */
export function windowsOf(pool: Windowed): { readonly windows: Int32Array; readonly cells: number } {
  const input = planar(pool.inputShape, pool.channelsLast);
  const output = planar(pool.outputShape, pool.channelsLast);
  const [kh, kw] = pair(pool.poolSize, 1);
  const [sy, sx] = pair(pool.strides, 1);
  const [[top], [left]] = pair(pool.padding, [0, 0] as const);
  const cells = kh * kw;
  const windows = new Int32Array(output[0] * output[1] * output[2] * cells).fill(-1);
  for (let oy = 0; oy < output[0]; oy++) {
    for (let ox = 0; ox < output[1]; ox++) {
      for (let c = 0; c < output[2]; c++) {
        const at = place(output, pool.channelsLast, oy, ox, c) * cells;
        for (let cell = 0; cell < cells; cell++) {
          const y = oy * sy - top + Math.floor(cell / kw);
          const x = ox * sx - left + (cell % kw);
          if (y >= 0 && y < input[0] && x >= 0 && x < input[1]) windows[at + cell] = place(input, pool.channelsLast, y, x, c);
        }
      }
    }
  }
  return { windows, cells };
}

/** Sum or average pooling as the entries of a sparse matrix, sorted by row, then column. */
export function poolingEntries(pool: Pooling): { readonly rows: Int32Array; readonly columns: Int32Array; readonly values: Float64Array } {
  const { windows, cells } = windowsOf(pool);
  const rows: number[] = [];
  const columns: number[] = [];
  const values: number[] = [];
  for (let row = 0; row * cells < windows.length; row++) {
    const inside = Array.from(windows.subarray(row * cells, (row + 1) * cells))
      .filter(index => index >= 0)
      .sort((a, b) => a - b);
    const weight = pool.mode === 'sum' ? 1 : 1 / (pool.countPadding ? cells : inside.length);
    for (const column of inside) {
      rows.push(row);
      columns.push(column);
      values.push(weight);
    }
  }
  return { rows: Int32Array.from(rows), columns: Int32Array.from(columns), values: Float64Array.from(values) };
}
