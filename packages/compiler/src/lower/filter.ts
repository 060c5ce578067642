import type { SynapseRecord } from '@rheobase/core';
import { exp } from '@rheobase/math';

/**
 * A synapse discretised for one step length by zero-order hold, in one of the step forms of a linear system without direct term:
 * - `gain`: y = d u;
 * - `first`: x = a x + b u, y = x;
 * - `second`: x <- A x + B u, y = c x (the new state).
 */
export type Filter =
  | { readonly form: 'gain'; readonly d: number }
  | { readonly form: 'first'; readonly a: number; readonly b: number }
  | {
      readonly form: 'second';
      readonly a: readonly [number, number, number, number];
      readonly b: readonly [number, number];
      readonly c: readonly [number, number];
    };

/** How many state values per element a filter keeps. */
export const stateSize = (filter: Filter): number => ({ gain: 0, first: 1, second: 2 })[filter.form];

/** 1 / (tau s + 1)^2 in controllable form: A = [[-2/tau, -1/tau^2], [1, 0]], with the double eigenvalue -1/tau. */
function alphaFilter(tau: number, dt: number): Filter {
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
  return { form: 'second', a: [a00, a01, a10, a11], b: [b0, b1], c: [0, r * r] };
}

/** The step form of a synapse for a step of `dt` seconds. */
export function discretise(synapse: SynapseRecord, dt: number): Filter {
  if (synapse.tau === 0) return { form: 'gain', d: 1 };
  if (synapse.type === 'alpha') return alphaFilter(synapse.tau, dt);
  const a = exp(-dt / synapse.tau);
  return { form: 'first', a, b: 1 - a };
}
