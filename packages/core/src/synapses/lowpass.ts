import { exp } from '@rheobase/math';
import type { RecordOf } from '../record/held.js';
import { kind } from '../record/kind.js';
import { synapseKind, time } from './behaviour.js';

/** An exponential synapse with time constant `tau` in seconds (>= 0): `1 / (tau s + 1)`. */
export const lowpass = synapseKind(
  kind(
    'lowpass',
    {
      /** Time constant, s. */
      tau: time,
    },
    (tau: number) => ({ tau }),
  ),
  {
    transferFunction: ({ tau }) => ({ numerator: [1], denominator: [tau, 1] }),
    filter({ tau }, dt) {
      if (tau === 0) return { form: 'gain', d: 1 };
      const a = exp(-dt / tau);
      return { form: 'first', a, b: 1 - a };
    },
  },
);

export type Lowpass = RecordOf<typeof lowpass>;
