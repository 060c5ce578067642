import { wrongValue } from '../record/field.js';
import type { RecordOf } from '../record/held.js';
import { kind, type OptionsOf } from '../record/kind.js';
import { flag, number } from '../record/values.js';

/** Uniform over [low, high); with `integer` (default false) whole numbers only, each as often. */
export const uniform = kind(
  'uniform',
  {
    low: number(),
    /** Draws stay below it; at least `low`. */
    high: number(),
    /** Whether draws are whole numbers. Default false. */
    integer: flag(false),
  },
  (low: number, high: number) => ({ low, high }),
  {
    verify(object, { low, high, integer }) {
      if (high < low) wrongValue(object, 'high', high, `a finite number >= low (${low})`);
      if (integer && !(Number.isInteger(low) && Number.isInteger(high) && high > low))
        wrongValue(object, 'low and high', `${low} and ${high}`, 'whole numbers, low below high, if integer is true');
    },
  },
);

export type Uniform = RecordOf<typeof uniform>;
export type UniformOptions = Pick<OptionsOf<typeof uniform>, 'integer'>;

/** Normal with `mean` and standard deviation `std` (> 0). */
export const gaussian = kind(
  'gaussian',
  {
    mean: number(),
    /** Standard deviation, > 0. */
    std: number({ above: 0 }),
  },
  (mean: number, std: number) => ({ mean, std }),
);

export type Gaussian = RecordOf<typeof gaussian>;

/**
 * Exponential: `shift` plus a variate of mean `scale`. Draws are clipped, not repeated: a share of exp(-(high - shift) / scale) lies just below
 * `high`.
 */
export const exponential = kind(
  'exponential',
  {
    /** Mean distance from `shift`, > 0. */
    scale: number({ above: 0 }),
    /** What is added to every draw. Default 0. */
    shift: number(0),
    /** Draws stay below it; above `shift`. Default Infinity: no upper end. */
    high: number(Number.POSITIVE_INFINITY, { infinite: true }),
  },
  (scale: number) => ({ scale }),
  {
    verify(object, { shift, high }) {
      if (!(high > shift)) wrongValue(object, 'high', high, `> shift (${shift})`);
    },
  },
);

export type Exponential = RecordOf<typeof exponential>;
export type ExponentialOptions = Pick<OptionsOf<typeof exponential>, 'shift' | 'high'>;
