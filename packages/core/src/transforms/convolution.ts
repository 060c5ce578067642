import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import type { DistributionInput } from '../distributions/distribution.js';
import { uniform } from '../distributions/numbers.js';
import { ValidationError } from '../errors.js';
import { wholeNumber } from '../size.js';
import { toWeights, type Weights } from './transform.js';
import { type Pad, type PaddingInput, windowOf, withChannels } from './window.js';

/** Cross-correlation over one or two spatial axes (the kernel is not flipped). */
export interface Convolution<A = Weights> {
  readonly type: 'convolution';
  /** Spatial axes and the channel axis (last, or first where `channelsLast` is false). */
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  readonly padding: readonly Pad[];
  readonly dilations: readonly number[];
  readonly groups: number;
  readonly channelsLast: boolean;
  /** Shape (spatial..., input channels / groups, filters). Filter f belongs to group floor(f / (filters / groups)). */
  readonly kernel: A;
}

export interface ConvolutionOptions {
  readonly inputShape: readonly number[];
  readonly filters: number;
  /** Default 3. */
  readonly kernelSize?: number | readonly number[];
  /** Default 1. */
  readonly strides?: number | readonly number[];
  /** Default 'valid'. */
  readonly padding?: PaddingInput;
  /** Default 1. */
  readonly dilations?: number | readonly number[];
  /** Default 1. */
  readonly groups?: number;
  /** Default true. */
  readonly channelsLast?: boolean;
  /** Values or how to draw them; default uniform over [-1, 1). */
  readonly kernel?: DistributionInput;
}

const names = optionNames<ConvolutionOptions>({
  inputShape: true,
  filters: true,
  kernelSize: true,
  strides: true,
  padding: true,
  dilations: true,
  groups: true,
  channelsLast: true,
  kernel: true,
});

export function convolution(options: ConvolutionOptions): Convolution {
  const { channelsLast = true, kernel = uniform(-1, 1) } = knownOptions('convolution', options, names);
  const filters = wholeNumber('convolution', 'filters', options.filters);
  const groups = wholeNumber('convolution', 'groups', options.groups ?? 1);
  const window = windowOf('convolution', { ...options, size: options.kernelSize ?? 3 });
  if (window.channels % groups !== 0 || filters % groups !== 0) {
    throw new ValidationError(`convolution: ${window.channels} input channels and ${filters} filters do not divide into ${groups} groups`, {
      code: 'size-mismatch',
      given: groups,
      allowed: 'a divisor of both',
    });
  }
  return Object.freeze({
    type: 'convolution',
    inputShape: window.inputShape,
    outputShape: withChannels(window.output, filters, channelsLast),
    kernelSize: window.size,
    strides: window.strides,
    padding: window.padding,
    dilations: window.dilations,
    groups,
    channelsLast,
    kernel: toWeights('convolution', kernel, [...window.size, window.channels / groups, filters]),
  });
}
