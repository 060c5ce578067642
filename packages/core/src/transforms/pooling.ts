import { knownOptions, optionNames } from '../definitions/known-options.js';
import { oneOf } from '../definitions/one-of.js';
import type { RecordOf } from '../record/held.js';
import { kind } from '../record/kind.js';
import { flag, word } from '../record/values.js';
import { lengths, needFit, type PaddingInput, spatial, windowFields, windowOf, withChannels } from './window.js';

const modes = ['sum', 'average'] as const;

export interface PoolingOptions {
  /** Default 'average'. */
  readonly mode?: 'sum' | 'average';
  readonly inputShape: readonly number[];
  /** Default 2. */
  readonly poolSize?: number | readonly number[];
  /** Default: poolSize. */
  readonly strides?: number | readonly number[];
  /** Default 'valid'. */
  readonly padding?: PaddingInput;
  /** Default true. */
  readonly channelsLast?: boolean;
  /** Default false. */
  readonly countPadding?: boolean;
}

const names = optionNames<PoolingOptions>({
  mode: true,
  inputShape: true,
  poolSize: true,
  strides: true,
  padding: true,
  channelsLast: true,
  countPadding: true,
});

/** The fields that options stand for. */
function fieldsOf(options: PoolingOptions) {
  const {
    mode = 'average',
    poolSize = 2,
    strides = poolSize,
    channelsLast = true,
    countPadding = false,
  } = knownOptions('pooling', options, names);
  oneOf('pooling', 'mode', mode, modes, {
    max: 'the largest element is not linear, so it is a node and no transform: write net.node(maxPool({ … })) and connect to it',
  });
  const window = windowOf('pooling', { ...options, size: poolSize, strides });
  return {
    mode,
    inputShape: window.inputShape,
    outputShape: withChannels(window.output, window.channels, channelsLast),
    poolSize: window.size,
    strides: window.strides,
    padding: window.padding,
    channelsLast,
    countPadding,
  };
}

/** Sum or average over windows, channel by channel. Linear, so it is a transform. */
export const pooling = kind(
  'pooling',
  {
    mode: word(modes),
    ...windowFields,
    poolSize: lengths,
    /** Whether an average divides by the whole window (true) or by its cells inside the input. */
    countPadding: flag(),
  },
  fieldsOf,
  {
    verify(object, { outputShape, channelsLast, poolSize, ...window }) {
      const { output } = windowOf('pooling', { ...window, channelsLast, size: poolSize });
      needFit(object, 'spatial lengths of outputShape', `[${spatial(outputShape, channelsLast)}]`, `[${output}]`);
    },
  },
);
export type Pooling = RecordOf<typeof pooling>;
