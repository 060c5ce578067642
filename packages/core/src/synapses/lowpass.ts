import { synapseTime } from './time.js';

/** First-order filter `1 / (tau s + 1)`. */
export interface Lowpass {
  readonly type: 'lowpass';
  /** Time constant, s. */
  readonly tau: number;
}

/** An exponential synapse with time constant `tau` in seconds (>= 0). */
export const lowpass = (tau: number): Lowpass => Object.freeze({ type: 'lowpass', tau: synapseTime('lowpass', 'tau', tau) });
