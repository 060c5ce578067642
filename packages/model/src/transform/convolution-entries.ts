import { type Convolution, type ConvolutionTranspose, sizeOf } from '@rheobase/core';
import { type Entries, pair, planar } from './windows.js';

type Convolving = Convolution<unknown> | ConvolutionTranspose<unknown>;
type Place = readonly [row: number, column: number, value: number];

/**
 * The matrix of a convolution, or of a transposed one, which is a forward one from its output to its input read the other way round.
 * Both kernels are (spatial, input channels / groups, output channels).
 */
export function convolutionEntries(kernel: Float64Array, transform: Convolving): Entries {
  const { channelsLast } = transform;
  const transposed = transform.type === 'convolutionTranspose';
  const groups = transposed ? 1 : transform.groups;
  const [read, written] = transposed ? [transform.outputShape, transform.inputShape] : [transform.inputShape, transform.outputShape];
  const from = planar(read, channelsLast);
  const to = planar(written, channelsLast);
  const [kh, kw] = pair(transform.kernelSize, 1);
  const [sy, sx] = pair(transform.strides, 1);
  const [dy, dx] = pair(transform.dilations, 1);
  const [[top], [left]] = pair(transform.padding, [0, 0] as const);
  const perGroup = from[2] / groups;
  const place = ([h, w, c]: readonly [number, number, number], y: number, x: number, k: number) =>
    channelsLast ? (y * w + x) * c + k : (k * h + y) * w + x;
  const weight = (cell: number, c: number, f: number) =>
    kernel[transposed ? (cell * to[2] + f) * from[2] + c : (cell * perGroup + c) * to[2] + f] ?? 0;
  const found: Place[] = [];
  for (let oy = 0; oy < to[0]; oy++) {
    for (let ox = 0; ox < to[1]; ox++) {
      for (let f = 0; f < to[2]; f++) {
        const target = place(to, oy, ox, f);
        const first = Math.floor(f / (to[2] / groups)) * perGroup;
        for (let cell = 0; cell < kh * kw; cell++) {
          const y = oy * sy - top + Math.floor(cell / kw) * dy;
          const x = ox * sx - left + (cell % kw) * dx;
          if (y < 0 || y >= from[0] || x < 0 || x >= from[1]) continue;
          for (let c = 0; c < perGroup; c++) {
            const source = place(from, y, x, first + c);
            found.push(transposed ? [source, target, weight(cell, c, f)] : [target, source, weight(cell, c, f)]);
          }
        }
      }
    }
  }
  found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return {
    sizeIn: sizeOf(transform.inputShape),
    sizeOut: sizeOf(transform.outputShape),
    rows: Int32Array.from(found, entry => entry[0]),
    columns: Int32Array.from(found, entry => entry[1]),
    values: Float64Array.from(found, entry => entry[2]),
  };
}
