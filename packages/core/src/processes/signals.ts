import { orNull, wrongValue } from '../record/field.js';
import type { RecordOf } from '../record/held.js';
import { kind, type OptionsOf } from '../record/kind.js';
import { array } from '../record/numbers.js';
import { number } from '../record/values.js';
import { type ArrayInput, type Tensor, toTensor } from '../tensor.js';
import { anySize, noInput, processKind } from './behaviour.js';
import { needRows, rowsOf } from './rows.js';

/**
 * A random signal with equal power at all frequencies up to `high`, which repeats after a period. Drawn when a simulation is made, the same for
 * all items of a batch.
 */
export const whiteSignal = processKind(
  kind(
    'whiteSignal',
    {
      /** After how many seconds it repeats; as in Nengo raised to 2 ceil(period / 2 / dt) steps, in floating point. */
      period: number({ above: 0 }),
      /** Highest frequency, Hz: at least 1 / period, at most half of the steps a second. */
      high: number({ above: 0 }),
      /** Root mean square of the values. Default 0.5. */
      rms: number(0.5, { above: 0 }),
      /** Each element starts where it comes closest to this value. Default null: anywhere. */
      y0: orNull(number(), null),
    },
    {
      verify(object, { high, period }) {
        if (high * period < 1) wrongValue(object, 'high', high, `at least one period (${1 / period} Hz)`);
      },
    },
  ),
  { size: anySize, sizeIn: noInput },
);
export type WhiteSignal = RecordOf<typeof whiteSignal>;
export type WhiteSignalOptions = OptionsOf<typeof whiteSignal>;

/**
 * Presents each of `inputs` (count, size) for `presentationTime` seconds, then starts over. As in Nengo, a row starts in the first step whose
 * beginning is not more than a ten-millionth of a row before its time, so whole steps stay whole.
 */
export const presentInput = processKind(
  kind(
    'presentInput',
    {
      /** (count, size). */
      inputs: array(),
      /** s */
      presentationTime: number({ above: 0 }),
    },
    (inputs: ArrayInput, presentationTime: number) => ({
      inputs: rowsOf('presentInput', 'inputs', toTensor(inputs)),
      presentationTime,
    }),
    { verify: (object, { inputs }) => needRows(object, 'inputs', inputs) },
  ),
  { size: ({ inputs }) => inputs.shape[1] ?? null, sizeIn: noInput },
);
export type PresentInput<A = Tensor> = RecordOf<typeof presentInput, { tensor: A }>;
