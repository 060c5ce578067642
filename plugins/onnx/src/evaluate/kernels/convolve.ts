/** Sizes along up to three spatial axes; missing leading axes have size 1. */
export type Triple = readonly [number, number, number];

/** Everything that sliding a window over `(batch, channels, …space)` needs. `pads` are those before the data. */
export interface Sliding {
  readonly batch: number;
  readonly channels: number;
  readonly input: Triple;
  readonly output: Triple;
  readonly kernel: Triple;
  readonly strides: Triple;
  readonly dilations: Triple;
  readonly pads: Triple;
}

/** Output channels that are computed together, so that each input element is read once for all of them. */
const block = 4;

/**
 * Direct convolution (cross-correlation) into `y`, weights `(outChannels, channels / groups, …kernel)`. For each weight the range of outputs
 * that it reaches inside of the data is found once, so that the inner loop has no tests.
 */
export const convolve = (
  x: Float64Array,
  weights: Float64Array,
  bias: Float64Array | undefined,
  y: Float64Array,
  groups: number,
  outChannels: number,
  sliding: Sliding,
): void => {
  const inSize = sliding.input[0] * sliding.input[1] * sliding.input[2];
  const outSize = sliding.output[0] * sliding.output[1] * sliding.output[2];
  const inPerGroup = sliding.channels / groups;
  const outPerGroup = outChannels / groups;
  const kernelSize = sliding.kernel[0] * sliding.kernel[1] * sliding.kernel[2];
  const positions = kernelPositions(sliding);
  for (let plane = 0; plane < sliding.batch * outChannels; plane++) {
    y.fill(bias === undefined ? 0 : bias[plane % outChannels]!, plane * outSize, (plane + 1) * outSize);
  }
  for (let image = 0; image < sliding.batch; image++) {
    for (let group = 0; group < groups; group++) {
      const xBase = (image * sliding.channels + group * inPerGroup) * inSize;
      for (let first = 0; first < outPerGroup; first += block) {
        const channel = group * outPerGroup + first;
        const count = Math.min(block, outPerGroup - first);
        for (let i = 0; i < inPerGroup; i++) {
          const wBase = (channel * inPerGroup + i) * kernelSize;
          const yBase = (image * outChannels + channel) * outSize;
          if (count === block)
            addFour(x, xBase + i * inSize, weights, wBase, inPerGroup * kernelSize, y, yBase, outSize, positions, sliding);
          else {
            for (let o = 0; o < count; o++) {
              const wStart = wBase + o * inPerGroup * kernelSize;
              addOne(x, xBase + i * inSize, weights, wStart, y, yBase + o * outSize, positions, sliding);
            }
          }
        }
      }
    }
  }
};

/** Adds what one input plane contributes to one output plane. */
const addOne = (
  x: Float64Array,
  xBase: number,
  weights: Float64Array,
  wBase: number,
  y: Float64Array,
  yBase: number,
  positions: Int32Array,
  sliding: Sliding,
): void => {
  const [, inH, inW] = sliding.input;
  const [, outH, outW] = sliding.output;
  const [strideD, strideH, strideW] = sliding.strides;
  for (let k = 0; 9 * k < positions.length; k++) {
    const weight = weights[wBase + k]!;
    const at = 9 * k;
    const w0 = positions[at + 7]!;
    const w1 = positions[at + 8]!;
    for (let d = positions[at + 1]!; d < positions[at + 2]!; d++) {
      for (let h = positions[at + 4]!; h < positions[at + 5]!; h++) {
        const row = yBase + (d * outH + h) * outW;
        let from =
          xBase + ((d * strideD + positions[at]!) * inH + h * strideH + positions[at + 3]!) * inW + positions[at + 6]! + w0 * strideW;
        for (let to = row + w0; to < row + w1; to++) {
          y[to]! += weight * x[from]!;
          from += strideW;
        }
      }
    }
  }
};

/** Adds what one input plane contributes to four output planes, in the same order of sums as `addOne`. */
const addFour = (
  x: Float64Array,
  xBase: number,
  weights: Float64Array,
  wBase: number,
  wStep: number,
  y: Float64Array,
  yBase: number,
  outSize: number,
  positions: Int32Array,
  sliding: Sliding,
): void => {
  const [, inH, inW] = sliding.input;
  const [, outH, outW] = sliding.output;
  const [strideD, strideH, strideW] = sliding.strides;
  for (let k = 0; 9 * k < positions.length; k++) {
    const a = weights[wBase + k]!;
    const b = weights[wBase + wStep + k]!;
    const c = weights[wBase + 2 * wStep + k]!;
    const e = weights[wBase + 3 * wStep + k]!;
    const at = 9 * k;
    const w0 = positions[at + 7]!;
    const w1 = positions[at + 8]!;
    for (let d = positions[at + 1]!; d < positions[at + 2]!; d++) {
      for (let h = positions[at + 4]!; h < positions[at + 5]!; h++) {
        const row = yBase + (d * outH + h) * outW;
        let from =
          xBase + ((d * strideD + positions[at]!) * inH + h * strideH + positions[at + 3]!) * inW + positions[at + 6]! + w0 * strideW;
        for (let to = row + w0; to < row + w1; to++) {
          const value = x[from]!;
          y[to]! += a * value;
          y[to + outSize]! += b * value;
          y[to + 2 * outSize]! += c * value;
          y[to + 3 * outSize]! += e * value;
          from += strideW;
        }
      }
    }
  }
};

/** For every kernel element and axis: its offset into the data and the half-open range of outputs for which it lies inside of the data. */
const kernelPositions = (sliding: Sliding): Int32Array => {
  const { kernel, dilations, pads, strides, input, output } = sliding;
  const positions = new Int32Array(9 * kernel[0] * kernel[1] * kernel[2]);
  let at = 0;
  for (let d = 0; d < kernel[0]; d++) {
    for (let h = 0; h < kernel[1]; h++) {
      for (let w = 0; w < kernel[2]; w++) {
        const element: Triple = [d, h, w];
        for (let axis = 0; axis < 3; axis++) {
          const offset = element[axis]! * dilations[axis]! - pads[axis]!;
          const stride = strides[axis]!;
          positions[at++] = offset;
          positions[at++] = Math.max(0, Math.ceil(-offset / stride));
          positions[at++] = Math.max(0, Math.min(output[axis]!, Math.floor((input[axis]! - 1 - offset) / stride) + 1));
        }
      }
    }
  }
  return positions;
};
