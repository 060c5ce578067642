import { synapseTime } from './time.js';

/** Second-order filter `1 / (tau s + 1)^2`. */
export interface Alpha {
  readonly type: 'alpha';
  /** Time constant, s. */
  readonly tau: number;
}

/** An alpha synapse (two equal exponentials in series) with time constant `tau` in seconds (>= 0). */
export const alpha = (tau: number): Alpha => Object.freeze({ type: 'alpha', tau: synapseTime('alpha', 'tau', tau) });
