import type { Sliding } from './convolve.js';

/** The kernel elements of one window along one axis that lie inside of `[low, high)` of the data: first and one past the last. */
const inside = (start: number, dilation: number, kernel: number, low: number, high: number): readonly [number, number] => [
  Math.max(0, Math.ceil((low - start) / dilation)),
  Math.max(0, Math.min(kernel, Math.ceil((high - start) / dilation))),
];

/** Calls `visit` for every output element with the bounds of its window. Windows are the same for every plane, so they are found once. */
const windows = (sliding: Sliding, axis: 0 | 1 | 2): (readonly [start: number, first: number, last: number])[] => {
  const { output, strides, pads, dilations, kernel, input } = sliding;
  return Array.from({ length: output[axis] }, (_, index) => {
    const start = index * strides[axis] - pads[axis];
    return [start, ...inside(start, dilations[axis], kernel[axis], 0, input[axis])] as const;
  });
};

/** Maximum over windows into `y`; with `indices`, also where it was found, as `indexOf(plane, d, h, w)` numbers positions. NaN wins. */
export const poolMaximum = (
  x: Float64Array,
  y: Float64Array,
  sliding: Sliding,
  indices: Float64Array | undefined,
  columnMajor: boolean,
): void => {
  const [inD, inH, inW] = sliding.input;
  const [dilationD, dilationH, dilationW] = sliding.dilations;
  const [alongD, alongH, alongW] = [windows(sliding, 0), windows(sliding, 1), windows(sliding, 2)];
  let at = 0;
  for (let plane = 0; plane < sliding.batch * sliding.channels; plane++) {
    const base = plane * inD * inH * inW;
    for (const [startD, d0, d1] of alongD) {
      for (const [startH, h0, h1] of alongH) {
        for (const [startW, w0, w1] of alongW) {
          let best = Number.NEGATIVE_INFINITY;
          let found = -1;
          for (let d = d0; d < d1; d++) {
            for (let h = h0; h < h1; h++) {
              const row = base + ((startD + d * dilationD) * inH + startH + h * dilationH) * inW + startW;
              for (let w = w0; w < w1; w++) {
                const value = x[row + w * dilationW]!;
                if (value > best || found === -1 || (Number.isNaN(value) && !Number.isNaN(best))) {
                  best = value;
                  found = row + w * dilationW;
                }
              }
            }
          }
          y[at] = best;
          if (indices !== undefined) indices[at] = columnMajor ? base + transposed(found - base, inH, inW) : found;
          at++;
        }
      }
    }
  }
};

/** A row-major position in one plane as the column-major number that `storage_order: 1` asks for. */
const transposed = (position: number, height: number, width: number): number => {
  const w = position % width;
  const h = Math.floor(position / width) % height;
  const d = Math.floor(position / (width * height));
  return d * height * width + w * height + h;
};

/**
 * Mean over windows into `y`. Padding counts as zeros of the window when `extents` (data and padding, per axis, from the first pad on) is
 * given, and is left out of the mean otherwise; what lies beyond the padding never counts.
 */
export const poolMean = (
  x: Float64Array,
  y: Float64Array,
  sliding: Sliding,
  extents: readonly [number, number, number] | undefined,
): void => {
  const { dilations, kernel, pads } = sliding;
  const [inD, inH, inW] = sliding.input;
  const [alongD, alongH, alongW] = [windows(sliding, 0), windows(sliding, 1), windows(sliding, 2)];
  const divisor = (start: number, axis: 0 | 1 | 2, count: number): number => {
    if (extents === undefined) return count;
    const [first, last] = inside(start, dilations[axis], kernel[axis], -pads[axis], extents[axis] - pads[axis]);
    return last - first;
  };
  let at = 0;
  for (let plane = 0; plane < sliding.batch * sliding.channels; plane++) {
    const base = plane * inD * inH * inW;
    for (const [startD, d0, d1] of alongD) {
      for (const [startH, h0, h1] of alongH) {
        for (const [startW, w0, w1] of alongW) {
          let sum = 0;
          for (let d = d0; d < d1; d++) {
            for (let h = h0; h < h1; h++) {
              const row = base + ((startD + d * dilations[0]) * inH + startH + h * dilations[1]) * inW + startW;
              for (let w = w0; w < w1; w++) sum += x[row + w * dilations[2]]!;
            }
          }
          y[at++] = sum / (divisor(startD, 0, d1 - d0) * divisor(startH, 1, h1 - h0) * divisor(startW, 2, w1 - w0));
        }
      }
    }
  }
};
