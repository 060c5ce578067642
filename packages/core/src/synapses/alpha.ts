import { exp } from '@rheobase/math';
import type { RecordOf } from '../record/held.js';
import { kind } from '../record/kind.js';
import { synapseKind, time } from './behaviour.js';
import type { Filter } from './filter.js';

/** 1 / (tau s + 1)^2 in controllable form: A = [[-2/tau, -1/tau^2], [1, 0]], with the double eigenvalue -1/tau. */
function held(tau: number, dt: number): Filter {
  const r = 1 / tau;
  // The matrices are out of range here, and the filter has settled within any step there is.
  if (!Number.isFinite(r * r)) return { form: 'gain', d: 1 };
  const decay = exp(-dt * r);
  // exp(A dt) = e^(-r dt) (I + (A + r I) dt)
  const a00 = decay * (1 - r * dt);
  const a01 = decay * (-r * r * dt);
  const a10 = decay * dt;
  const a11 = decay * (1 + r * dt);
  // B = A^-1 (exp(A dt) - I) e1, with A^-1 = [[0, 1], [-tau^2, -2 tau]]
  const b0 = a10;
  const b1 = -tau * tau * (a00 - 1) - 2 * tau * a10;
  return {
    form: 'system',
    order: 2,
    a: Float64Array.of(a00, a01, a10, a11),
    b: Float64Array.of(b0, b1),
    c: Float64Array.of(0, r * r),
    d: 0,
  };
}

/** An alpha synapse (two equal exponentials in series) with time constant `tau` in seconds (>= 0): `1 / (tau s + 1)^2`. */
export const alpha = synapseKind(
  kind(
    'alpha',
    {
      /** Time constant, s. */
      tau: time,
    },
    (tau: number) => ({ tau }),
  ),
  {
    transferFunction: ({ tau }) => ({ numerator: [1], denominator: [tau * tau, 2 * tau, 1] }),
    filter: ({ tau }, dt) => (tau === 0 ? { form: 'gain', d: 1 } : held(tau, dt)),
  },
);

export type Alpha = RecordOf<typeof alpha>;
