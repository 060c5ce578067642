import { knownOptions } from '../definitions/known-options.js';
import { oneOf } from '../definitions/one-of.js';
import { optionNames } from '../definitions/option-names.js';
import { type Pad, type PaddingInput, windowOf, withChannels } from '../transforms/window.js';

/**
 * Largest element of each window, channel by channel. Not linear, hence a node, with state:
 * - `exact`: the largest input of this step (for rates);
 * - `gate`: passes this step's input of the cell whose inputs have the largest sum so far;
 * - `runningMax`: the step by which the largest sum of inputs so far has grown, so that outputs sum to the largest sum.
 */
export interface MaxPool {
  readonly type: 'maxPool';
  readonly mode: 'exact' | 'gate' | 'runningMax';
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  readonly poolSize: readonly number[];
  readonly strides: readonly number[];
  readonly padding: readonly Pad[];
  readonly channelsLast: boolean;
}

export interface MaxPoolOptions {
  /** Default 'exact'. */
  readonly mode?: 'exact' | 'gate' | 'runningMax';
  readonly inputShape: readonly number[];
  /** Default 2. */
  readonly poolSize?: number | readonly number[];
  /** Default: poolSize. */
  readonly strides?: number | readonly number[];
  /** Default 'valid'; padded cells never win. */
  readonly padding?: PaddingInput;
  /** Default true. */
  readonly channelsLast?: boolean;
}

const names = optionNames<MaxPoolOptions>({
  mode: true,
  inputShape: true,
  poolSize: true,
  strides: true,
  padding: true,
  channelsLast: true,
});

export function maxPool(options: MaxPoolOptions): MaxPool {
  const { mode = 'exact', poolSize = 2, strides = poolSize, channelsLast = true } = knownOptions('maxPool', options, names);
  oneOf('maxPool', 'mode', mode, ['exact', 'gate', 'runningMax'], { max: "write 'exact' for the largest input of each step" });
  const window = windowOf('maxPool', { ...options, size: poolSize, strides });
  return Object.freeze({
    type: 'maxPool',
    mode,
    inputShape: window.inputShape,
    outputShape: withChannels(window.output, window.channels, channelsLast),
    poolSize: window.size,
    strides: window.strides,
    padding: window.padding,
    channelsLast,
  });
}
