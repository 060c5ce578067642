import { knownOptions, optionNames } from '../definitions/known-options.js';
import type { DistributionInput } from '../distributions/distribution.js';
import { uniform } from '../distributions/numbers.js';
import { ValidationError } from '../errors.js';
import type { RecordOf } from '../record/held.js';
import { kind } from '../record/kind.js';
import { wholeNumber } from '../size.js';
import { toWeights, type Weights, weightsField } from './weights.js';
import { checkPadding, lengths, needFit, type PaddingInput, spatial, windowFields, windowOf, withChannels } from './window.js';

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

function defaultLengths(lengthsIn: readonly number[], options: ConvolutionTransposeOptions): readonly number[] {
  const { kernelSize = 3, strides, dilations, padding = 'valid' } = options;
  return lengthsIn.map((length, axis) => {
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

/** The fields that options stand for. */
function fieldsOf(options: ConvolutionTransposeOptions) {
  const { channelsLast = true, kernel = uniform(-1, 1) } = knownOptions('convolutionTranspose', options, names);
  checkPadding('convolutionTranspose', options.padding ?? 'valid');
  const filters = wholeNumber('convolutionTranspose', 'filters', options.filters);
  const lengthsIn = spatial(options.inputShape, channelsLast);
  const channels = wholeNumber('convolutionTranspose', 'channels', (channelsLast ? options.inputShape.at(-1) : options.inputShape[0]) ?? 0);
  const outputShape = options.outputShape ?? withChannels(defaultLengths(lengthsIn, options), filters, channelsLast);
  const window = windowOf('convolutionTranspose', { ...options, inputShape: outputShape, size: options.kernelSize ?? 3 });
  if (window.channels !== filters || window.output.join() !== lengthsIn.join()) {
    throw new ValidationError(
      `convolutionTranspose: outputShape [${outputShape}] does not fit inputShape [${options.inputShape}] and ${filters} filters; a forward convolution leads from it to spatial lengths [${window.output}]`,
      { code: 'size-mismatch', given: outputShape, allowed: `${filters} channels, and lengths that lead to [${lengthsIn}]` },
    );
  }
  return {
    inputShape: [...options.inputShape],
    outputShape: [...outputShape],
    kernelSize: window.size,
    strides: window.strides,
    padding: window.padding,
    dilations: window.dilations,
    channelsLast,
    kernel: toWeights('convolutionTranspose', kernel, [...window.size, channels, filters]),
  };
}

/**
 * Transposed convolution over one or two spatial axes: the transposed matrix of the forward convolution from `outputShape` to `inputShape`
 * with the same window, whose padding it has.
 */
export const convolutionTranspose = kind(
  'convolutionTranspose',
  {
    ...windowFields,
    kernelSize: lengths,
    dilations: lengths,
    /** Shape (spatial..., input channels, filters), filters being the channels that come out. */
    kernel: weightsField(),
  },
  fieldsOf,
  {
    verify(object, { inputShape, outputShape, channelsLast, kernelSize, ...window }) {
      const { output } = windowOf('convolutionTranspose', { ...window, channelsLast, inputShape: outputShape, size: kernelSize });
      needFit(object, 'spatial lengths of inputShape', `[${spatial(inputShape, channelsLast)}]`, `[${output}]`);
    },
  },
);
export type ConvolutionTranspose<A = Weights> = RecordOf<typeof convolutionTranspose, { tensor: A }>;
