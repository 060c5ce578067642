import { type LinearFilter, type SynapseRecord, ValidationError } from '@rheobase/core';
import { exp, roundHalfEven } from '@rheobase/math';
import type { Filter } from './filter.js';
import { stateSpace } from './state-space.js';

/** Every step looks at all of them. */
const MOST_TAPS = 1_000_000;

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
  return {
    form: 'system',
    order: 2,
    a: Float64Array.of(a00, a01, a10, a11),
    b: Float64Array.of(b0, b1),
    c: Float64Array.of(0, r * r),
    d: 0,
  };
}

function linear(filter: LinearFilter, dt: number): Filter {
  const system = stateSpace(filter, dt);
  const { order, a, b, c, d } = system;
  if (order === 0) return { form: 'gain', d };
  if (order === 1 && d === 0) return { form: 'first', a: a[0] ?? 0, b: (c[0] ?? 0) * (b[0] ?? 0) };
  return { form: 'system', ...system };
}

/** round(t / dt) + 1 weights n, n - 1, …, 1, divided by their sum. */
function triangleFilter(t: number, dt: number): Filter {
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
}

/**
 * The step form of a synapse for a step of `dt` seconds: lowpass and alpha by zero-order hold, a linear filter by its own method.
 * `ValidationError` where a filter has no steps of this length.
 */
export function discretise(synapse: SynapseRecord, dt: number): Filter {
  switch (synapse.type) {
    case 'lowpass': {
      if (synapse.tau === 0) return { form: 'gain', d: 1 };
      const a = exp(-dt / synapse.tau);
      return { form: 'first', a, b: 1 - a };
    }
    case 'alpha':
      return synapse.tau === 0 ? { form: 'gain', d: 1 } : alphaFilter(synapse.tau, dt);
    case 'linearFilter':
      return linear(synapse, dt);
    case 'triangle':
      return triangleFilter(synapse.t, dt);
  }
}
