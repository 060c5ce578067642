import type { Pad } from '@rheobase/core';
import type { OperatorBase, SignalId } from './operator.js';

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
