import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { checkedProcess } from './check-process.js';

/** Noise of a limited band that repeats after a period. */
export interface WhiteSignal {
  readonly type: 'whiteSignal';
  /** s */
  readonly period: number;
  /** Highest frequency, Hz. */
  readonly high: number;
  readonly rms: number;
  /** Where each element starts; null: anywhere. */
  readonly y0: number | null;
}

export interface WhiteSignalOptions {
  /** After how many seconds it repeats; as in Nengo raised to 2 ceil(period / 2 / dt) steps, in floating point. */
  readonly period: number;
  /** Highest frequency, Hz: at least 1 / period, at most half of the steps a second. */
  readonly high: number;
  /** Root mean square of the values. Default 0.5. */
  readonly rms?: number;
  /** Each element starts where it comes closest to this value. Default null: anywhere. */
  readonly y0?: number | null;
}

const names = optionNames<WhiteSignalOptions>({ period: true, high: true, rms: true, y0: true });

/** A random signal with equal power at all frequencies up to `high`. Drawn when a simulation is made, the same for all items of a batch. */
export function whiteSignal(options: WhiteSignalOptions): WhiteSignal {
  const { period, high, rms = 0.5, y0 = null } = knownOptions('whiteSignal', options, names, 'whiteSignal');
  return checkedProcess({ type: 'whiteSignal', period, high, rms, y0 });
}
