import { exp, log1p } from '@rheobase/math';
import { ValidationError } from '../errors.js';
import type { Tuning } from './behaviour.js';

/** Refuses a rate (Hz) that the refractory time (s) does not allow. */
export function tooFast(object: string, rate: number, refractory: number): never {
  throw new ValidationError(`${object}: a max rate of ${rate} Hz is not below 1 / refractory time = ${1 / refractory} Hz`, {
    code: 'invalid-parameter',
    object,
    given: rate,
    allowed: `< ${1 / refractory} Hz`,
  });
}

/** 1 / (tauRef + tauRc log(1 + 1 / above)), at most 1 / shortest; `above`: the current above the threshold, in units of the way up to it. */
export const leakyRate = (above: number, tauRc: number, tauRef: number, shortest = 0): number =>
  above > 0 ? 1 / Math.max(shortest, tauRef + tauRc * log1p(1 / above)) : 0;

/** The slope of `leakyRate` over `above`: 0 below the threshold, and where `shortest` is the limit. */
export function leakySlope(above: number, tauRc: number, tauRef: number, shortest = 0): number {
  if (!(above > 0)) return 0;
  const interval = tauRef + tauRc * log1p(1 / above);
  return interval > shortest ? tauRc / (above * (above + 1)) / (interval * interval) : 0;
}

/** What the tuning of leaky neurons goes by, s: the voltage goes `span` up to `threshold` after a spike and `refractory`. */
export interface Leak {
  readonly tauRc: number;
  readonly threshold: number;
  readonly span: number;
  readonly refractory: number;
}

/**
 * With E = exp((refractory - 1 / rate) / tauRc) and r the voltage after a spike, the current for a rate is (threshold - r E) / (1 - E), which
 * lies (threshold - r) E / (1 - E) above the threshold; the neuron starts at the threshold.
 */
export function tuneLeak(rate: number, intercept: number, { tauRc, threshold, span, refractory }: Leak, object: string): Tuning {
  if (!(rate * refractory < 1)) tooFast(object, rate, refractory);
  const z = 1 / (1 - exp((refractory - 1 / rate) / tauRc));
  const gain = ((1 - z) / (intercept - 1)) * span;
  return { gain, bias: threshold - gain * intercept };
}
