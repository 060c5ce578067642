import type { Geometry } from '../src/kernels/patches.js';

type Pair = [y: number, x: number];

/** A convolution of an input (height, width, channels) with pads above, below, left and right. */
export function geometry(
  [height, width, channels]: [number, number, number],
  filters: number,
  kernel: Pair,
  strides: Pair,
  [top, bottom, left, right]: [number, number, number, number],
): Geometry {
  return {
    height,
    width,
    channels,
    filters,
    kernel,
    strides,
    dilations: [1, 1],
    padding: [
      [top, bottom],
      [left, right],
    ],
    outHeight: Math.floor((height + top + bottom - kernel[0]) / strides[0]) + 1,
    outWidth: Math.floor((width + left + right - kernel[1]) / strides[1]) + 1,
  };
}
