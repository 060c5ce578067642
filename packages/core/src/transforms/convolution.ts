import { knownOptions, optionNames } from '../definitions/known-options.js';
import type { DistributionInput } from '../distributions/distribution.js';
import { uniform } from '../distributions/numbers.js';
import { ValidationError } from '../errors.js';
import type { RecordOf } from '../record/held.js';
import { kind } from '../record/kind.js';
import { number } from '../record/values.js';
import { wholeNumber } from '../size.js';
import { toWeights, type Weights, weightsField } from './weights.js';
import { lengths, needFit, type PaddingInput, spatial, windowFields, windowOf, withChannels } from './window.js';

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

/** The fields that options stand for. */
function fieldsOf(options: ConvolutionOptions) {
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
  return {
    inputShape: window.inputShape,
    outputShape: withChannels(window.output, filters, channelsLast),
    kernelSize: window.size,
    strides: window.strides,
    padding: window.padding,
    dilations: window.dilations,
    groups,
    channelsLast,
    kernel: toWeights('convolution', kernel, [...window.size, window.channels / groups, filters]),
  };
}

/** Cross-correlation over one or two spatial axes (the kernel is not flipped). */
export const convolution = kind(
  'convolution',
  {
    ...windowFields,
    kernelSize: lengths,
    dilations: lengths,
    groups: number({ whole: true, atLeast: 1 }),
    /** Shape (spatial..., input channels / groups, filters). Filter f belongs to group floor(f / (filters / groups)). */
    kernel: weightsField(),
  },
  fieldsOf,
  {
    verify(object, { outputShape, channelsLast, kernelSize, ...window }) {
      const { output } = windowOf('convolution', { ...window, channelsLast, size: kernelSize });
      needFit(object, 'spatial lengths of outputShape', `[${spatial(outputShape, channelsLast)}]`, `[${output}]`);
    },
  },
);
export type Convolution<A = Weights> = RecordOf<typeof convolution, { tensor: A }>;
