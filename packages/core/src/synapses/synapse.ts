import { ValidationError } from '../errors.js';

/** First-order filter `1 / (tau s + 1)`. */
export interface Lowpass {
  readonly type: 'lowpass';
  /** Time constant, s. */
  readonly tau: number;
}

/** Second-order filter `1 / (tau s + 1)^2`. */
export interface Alpha {
  readonly type: 'alpha';
  /** Time constant, s. */
  readonly tau: number;
}

/** A linear filter on what a connection carries. Every synapse delays by one step, also with tau = 0; `null` in its place delays by none. */
export type SynapseRecord = Lowpass | Alpha;

function timeConstant(type: string, tau: number): number {
  if (Number.isFinite(tau) && tau >= 0) return tau;
  throw new ValidationError(`${type}: tau must be a time in seconds >= 0, but ${tau} was given`, {
    code: 'invalid-parameter',
    object: type,
    given: tau,
    allowed: '>= 0',
  });
}

/** An exponential synapse with time constant `tau` in seconds (>= 0). */
export const lowpass = (tau: number): Lowpass => Object.freeze({ type: 'lowpass', tau: timeConstant('lowpass', tau) });

/** An alpha synapse (two equal exponentials in series) with time constant `tau` in seconds (>= 0). */
export const alpha = (tau: number): Alpha => Object.freeze({ type: 'alpha', tau: timeConstant('alpha', tau) });
