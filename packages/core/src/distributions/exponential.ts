import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { finiteNumber, positiveNumber, wrongParameter } from './distribution-number.js';

/** `shift` plus an exponential variate of mean `scale`; what would reach `high` becomes the largest number below it. */
export interface Exponential {
  readonly type: 'exponential';
  readonly scale: number;
  readonly shift: number;
  /** Infinity: no upper end. */
  readonly high: number;
}

export interface ExponentialOptions {
  /** What is added to every draw. Default 0. */
  readonly shift?: number;
  /** Draws stay below it; above `shift`. Default Infinity. */
  readonly high?: number;
}

const names = optionNames<ExponentialOptions>({ shift: true, high: true });

/**
 * Exponential: `scale` (> 0) is the mean distance from `shift` (default 0). Draws are clipped, not repeated: a share of
 * exp(-(high - shift) / scale) lies just below `high` (default Infinity).
 */
export function exponential(scale: number, options: ExponentialOptions = {}): Exponential {
  const { shift = 0, high = Number.POSITIVE_INFINITY } = knownOptions('exponential', options, names);
  positiveNumber('exponential', 'scale', scale);
  finiteNumber('exponential', 'shift', shift);
  if (!(high > shift)) wrongParameter('exponential', 'high', high, `> shift (${shift})`);
  return Object.freeze({ type: 'exponential', scale, shift, high });
}
