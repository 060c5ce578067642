import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import type { DistributionInput } from '../distributions/distribution.js';
import { uniform } from '../distributions/numbers.js';
import { ValidationError } from '../errors.js';
import { wholeNumber } from '../size.js';
import { toWeights, type Weights } from './transform.js';
import { checkPadding, type Pad, type PaddingInput, spatial, windowOf, withChannels } from './window.js';

/**
 * Transposed convolution over one or two spatial axes: the transposed matrix of the forward convolution from `outputShape` to `inputShape`
 * with the same window.
 */
export interface ConvolutionTranspose<A = Weights> {
  readonly type: 'convolutionTranspose';
  /** Spatial axes and the channel axis (last, or first where `channelsLast` is false). */
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  /** Of the forward convolution. */
  readonly padding: readonly Pad[];
  readonly dilations: readonly number[];
  readonly channelsLast: boolean;
  /** Shape (spatial..., input channels, filters), filters being the channels that come out. */
  readonly kernel: A;
}

export interface ConvolutionTransposeOptions {
  readonly inputShape: readonly number[];
  readonly filters: number;
  /**
   * Spatial axes and the channel axis of what comes out. Several lengths lead to one input length where strides are above 1; default the
   * smallest one: 1 + (input - 1) stride, and for padding other than 'same' further (kernel - 1) dilation - pads.
   */
  readonly outputShape?: readonly number[];
  /** Default 3. */
  readonly kernelSize?: number | readonly number[];
  /** Default 1. */
  readonly strides?: number | readonly number[];
  /** Default 'valid'. */
  readonly padding?: PaddingInput;
  /** Default 1. */
  readonly dilations?: number | readonly number[];
  /** Default true. */
  readonly channelsLast?: boolean;
  /** Values or how to draw them; default uniform over [-1, 1). */
  readonly kernel?: DistributionInput;
}

const along = (value: number | readonly number[] | undefined, axis: number): number =>
  (typeof value === 'number' ? value : value?.[axis]) ?? 1;

function defaultLengths(lengths: readonly number[], options: ConvolutionTransposeOptions): readonly number[] {
  const { kernelSize = 3, strides, dilations, padding = 'valid' } = options;
  return lengths.map((length, axis) => {
    const least = 1 + (length - 1) * along(strides, axis);
    if (padding === 'same') return least;
    const [before, after] = padding === 'valid' ? [0, 0] : (padding[axis] ?? [0, 0]);
    return least + (along(kernelSize, axis) - 1) * along(dilations, axis) - before - after;
  });
}

const names = optionNames<ConvolutionTransposeOptions>({
  inputShape: true,
  filters: true,
  outputShape: true,
  kernelSize: true,
  strides: true,
  padding: true,
  dilations: true,
  channelsLast: true,
  kernel: true,
});

export function convolutionTranspose(options: ConvolutionTransposeOptions): ConvolutionTranspose {
  const { channelsLast = true, kernel = uniform(-1, 1) } = knownOptions('convolutionTranspose', options, names);
  checkPadding('convolutionTranspose', options.padding ?? 'valid');
  const filters = wholeNumber('convolutionTranspose', 'filters', options.filters);
  const lengths = spatial(options.inputShape, channelsLast);
  const channels = wholeNumber('convolutionTranspose', 'channels', (channelsLast ? options.inputShape.at(-1) : options.inputShape[0]) ?? 0);
  const outputShape = options.outputShape ?? withChannels(defaultLengths(lengths, options), filters, channelsLast);
  const window = windowOf('convolutionTranspose', { ...options, inputShape: outputShape, size: options.kernelSize ?? 3 });
  if (window.channels !== filters || window.output.join() !== lengths.join()) {
    throw new ValidationError(
      `convolutionTranspose: outputShape [${outputShape}] does not fit inputShape [${options.inputShape}] and ${filters} filters; a forward convolution leads from it to spatial lengths [${window.output}]`,
      { code: 'size-mismatch', given: outputShape, allowed: `${filters} channels, and lengths that lead to [${lengths}]` },
    );
  }
  return Object.freeze({
    type: 'convolutionTranspose',
    inputShape: Object.freeze([...options.inputShape]),
    outputShape: Object.freeze([...outputShape]),
    kernelSize: window.size,
    strides: window.strides,
    padding: window.padding,
    dilations: window.dilations,
    channelsLast,
    kernel: toWeights('convolutionTranspose', kernel, [...window.size, channels, filters]),
  });
}
