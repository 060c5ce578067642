import type { Pad } from '@rheobase/core';
import { activeShare, type BuiltinOperator, type Numbers, type OperatorBase, type SignalId, whole } from './operator.js';

/**
 * Cross-correlation of two spatial axes (one-dimensional ones have a first axis of length 1), channels last inside. Transposed: every input
 * is spread by the kernel over the outputs that a forward one would have read (output y stride - pad + k dilation from input y), in one group.
 */
export interface Convolve<N = Float64Array> extends OperatorBase {
  readonly kind: 'convolve';
  readonly in: SignalId;
  readonly out: SignalId;
  readonly inputShape: readonly [height: number, width: number, channels: number];
  readonly outputShape: readonly [height: number, width: number, filters: number];
  readonly channelsLast: boolean;
  readonly kernelSize: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly padding: readonly [Pad, Pad];
  readonly groups: number;
  readonly transposed: boolean;
  /** (height, width, channels / groups, filters), row-major. */
  readonly kernel: N;
}

/** For each input position, the output positions it reaches and the kernel cell on the way: lists laid end to end. */
interface Reach {
  readonly start: Int32Array;
  readonly position: Int32Array;
  readonly cell: Int32Array;
}

function reachOf({ inputShape, outputShape, kernelSize, strides, dilations, padding, transposed }: Convolve): Reach {
  const [height, width] = inputShape;
  const [rows, columns] = outputShape;
  const start = [0];
  const position: number[] = [];
  const cell: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let ky = 0; ky < kernelSize[0]; ky++) {
        for (let kx = 0; kx < kernelSize[1]; kx++) {
          const oy = transposed ? y * strides[0] - padding[0][0] + ky * dilations[0] : (y + padding[0][0] - ky * dilations[0]) / strides[0];
          const ox = transposed ? x * strides[1] - padding[1][0] + kx * dilations[1] : (x + padding[1][0] - kx * dilations[1]) / strides[1];
          if (!Number.isInteger(oy) || !Number.isInteger(ox) || oy < 0 || oy >= rows || ox < 0 || ox >= columns) continue;
          position.push(oy * columns + ox);
          cell.push(ky * kernelSize[1] + kx);
        }
      }
      start.push(position.length);
    }
  }
  return { start: Int32Array.from(start), position: Int32Array.from(position), cell: Int32Array.from(cell) };
}

const volume = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

export const convolve: BuiltinOperator<Convolve<Numbers>, Convolve> = {
  access: ({ in: input, out }) => ({ sets: [whole(out)], reads: [whole(input)] }),
  check: ({ in: input, out, inputShape, outputShape }, { size }) =>
    size(input) === volume(inputShape) && size(out) === volume(outputShape)
      ? null
      : `from [${inputShape}] to [${outputShape}] reads ${size(input)} and writes ${size(out)} values`,
  operations: ({ in: input, outputShape: [height, width], kernel }, signals) =>
    height * width * kernel.length * activeShare(signals, input),
  /**
   * Each input that is not zero is spread over the outputs it reaches. Inputs are taken in ascending order, so every output sums its inputs
   * in ascending order, as the definition asks.
   */
  kernel: (operator, signals) => {
    const { inputShape, outputShape, groups, kernel, channelsLast } = operator;
    const x = signals.get(operator.in);
    const y = signals.get(operator.out);
    const { start, position, cell } = reachOf(operator);
    const inputs = inputShape[0] * inputShape[1];
    const outputs = outputShape[0] * outputShape[1];
    const channels = inputShape[2];
    const filters = outputShape[2];
    const perGroup = channels / groups;
    const groupFilters = filters / groups;
    const sizeIn = inputs * channels;
    const sizeOut = outputs * filters;
    const stride = channelsLast ? 1 : outputs;
    return () => {
      y.fill(0);
      for (let item = 0; item < signals.batch; item++) {
        for (let i = 0; i < sizeIn; i++) {
          const value = x[item * sizeIn + i]!;
          if (value === 0) continue;
          const at = channelsLast ? Math.floor(i / channels) : i % inputs;
          const channel = channelsLast ? i % channels : Math.floor(i / inputs);
          const group = Math.floor(channel / perGroup);
          const firstFilter = group * groupFilters;
          for (let k = start[at]!; k < start[at + 1]!; k++) {
            const weights = (cell[k]! * perGroup + (channel - group * perGroup)) * filters + firstFilter;
            let target = item * sizeOut + (channelsLast ? position[k]! * filters + firstFilter : firstFilter * outputs + position[k]!);
            for (let f = 0; f < groupFilters; f++) {
              y[target] = y[target]! + kernel[weights + f]! * value;
              target += stride;
            }
          }
        }
      }
    };
  },
  adjoint: () => ({ none: 'its transposed convolution has no form for groups yet' }),
};
