import { synapseTime } from './time.js';

/** The latest `round(t / dt) + 1` values with weights that fall linearly to zero and sum to 1, the newest first. */
export interface Triangle {
  readonly type: 'triangle';
  /** Length, s. */
  readonly t: number;
}

/** A finite filter with weights that fall linearly over `t` seconds (>= 0); `t = 0` passes on what comes in. */
export const triangle = (t: number): Triangle => Object.freeze({ type: 'triangle', t: synapseTime('triangle', 't', t) });
