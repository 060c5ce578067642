import { roundHalfEven } from '@rheobase/math';
import { ValidationError } from '../errors.js';
import type { RecordOf } from '../record/held.js';
import { kind } from '../record/kind.js';
import { synapseKind, time } from './behaviour.js';

/** Every step looks at all of them. */
const MOST_TAPS = 1_000_000;

/**
 * A finite filter over `t` seconds (>= 0): the latest `round(t / dt) + 1` values with weights that fall linearly to zero and sum to 1, the
 * newest first. `t = 0` passes on what comes in.
 */
export const triangle = synapseKind(
  kind(
    'triangle',
    {
      /** Length, s. */
      t: time,
    },
    (t: number) => ({ t }),
  ),
  {
    transferFunction: () => null,
    filter({ t }, dt) {
      const count = roundHalfEven(t / dt) + 1;
      if (count > MOST_TAPS) {
        throw new ValidationError(`triangle: ${t} s are ${count} steps of ${dt} s, but at most ${MOST_TAPS} are kept; take a shorter t`, {
          code: 'not-discretisable',
          object: 'triangle',
          given: count,
          allowed: `at most ${MOST_TAPS} steps`,
        });
      }
      const sum = (count * (count + 1)) / 2;
      return count === 1
        ? { form: 'gain', d: 1 }
        : { form: 'taps', weights: Float64Array.from({ length: count }, (_, k) => (count - k) / sum) };
    },
  },
);

export type Triangle = RecordOf<typeof triangle>;
