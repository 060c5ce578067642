import { knownOptions, optionNames } from '../definitions/known-options.js';
import { oneOf } from '../definitions/one-of.js';
import type { RecordOf } from '../record/held.js';
import { kind } from '../record/kind.js';
import { word } from '../record/values.js';
import { sizeOf } from '../tensor.js';
import { lengths, needFit, type PaddingInput, windowFields, windowOf, withChannels } from '../transforms/window.js';
import { nodeKind, yes } from './behaviour.js';

const modes = ['exact', 'gate', 'runningMax'] as const;

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

/** The fields that options stand for. */
function fieldsOf(options: MaxPoolOptions) {
  const { mode = 'exact', poolSize = 2, strides = poolSize, channelsLast = true } = knownOptions('maxPool', options, names);
  oneOf('maxPool', 'mode', mode, modes, { max: "write 'exact' for the largest input of each step" });
  const { inputShape, output, channels, size, padding, ...window } = windowOf('maxPool', { ...options, size: poolSize, strides });
  const outputShape = withChannels(output, channels, channelsLast);
  return { mode, inputShape, outputShape, poolSize: size, strides: window.strides, padding, channelsLast };
}

/**
 * Largest element of each window, channel by channel. Not linear, hence a node, with state:
 * - `exact`: the largest input of this step (for rates);
 * - `gate`: passes this step's input of the cell whose inputs have the largest sum so far;
 * - `runningMax`: the step by which the largest sum of inputs so far has grown, so that outputs sum to the largest sum.
 */
export const maxPool = nodeKind(
  kind('maxPool', { mode: word(modes), ...windowFields, poolSize: lengths }, fieldsOf, {
    verify(object, node) {
      const { output, channels } = windowOf('maxPool', { ...node, size: node.poolSize });
      needFit(object, 'outputShape', `[${node.outputShape}]`, `[${withChannels(output, channels, node.channelsLast)}]`);
    },
  }),
  { sizes: node => ({ sizeIn: sizeOf(node.inputShape), sizeOut: sizeOf(node.outputShape) }), passesOn: yes },
);
export type MaxPool = RecordOf<typeof maxPool>;
