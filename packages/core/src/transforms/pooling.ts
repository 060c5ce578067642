import { knownOptions } from '../definitions/known-options.js';
import { oneOf } from '../definitions/one-of.js';
import { optionNames } from '../definitions/option-names.js';
import { type Pad, type PaddingInput, windowOf, withChannels } from './window.js';

/** Sum or average over windows, channel by channel. Linear, so it is a transform. */
export interface Pooling {
  readonly type: 'pooling';
  readonly mode: 'sum' | 'average';
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  readonly poolSize: readonly number[];
  readonly strides: readonly number[];
  readonly padding: readonly Pad[];
  readonly channelsLast: boolean;
  /** Whether an average divides by the whole window (true) or by its cells inside the input. */
  readonly countPadding: boolean;
}

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

export function pooling(options: PoolingOptions): Pooling {
  const {
    mode = 'average',
    poolSize = 2,
    strides = poolSize,
    channelsLast = true,
    countPadding = false,
  } = knownOptions('pooling', options, names);
  oneOf('pooling', 'mode', mode, ['sum', 'average'], {
    max: 'the largest element is not linear, so it is a node and no transform: write net.node(maxPool({ … })) and connect to it',
  });
  const window = windowOf('pooling', { ...options, size: poolSize, strides });
  return Object.freeze({
    type: 'pooling',
    mode,
    inputShape: window.inputShape,
    outputShape: withChannels(window.output, window.channels, channelsLast),
    poolSize: window.size,
    strides: window.strides,
    padding: window.padding,
    channelsLast,
    countPadding,
  });
}
