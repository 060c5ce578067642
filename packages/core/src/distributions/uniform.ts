import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { finiteNumber, wrongParameter } from './distribution-number.js';

/** Uniform over [low, high); `integer` draws whole numbers below `high`. */
export interface Uniform {
  readonly type: 'uniform';
  readonly low: number;
  readonly high: number;
  readonly integer: boolean;
}

export interface UniformOptions {
  /** Whether draws are whole numbers. Default false. */
  readonly integer?: boolean;
}

const names = optionNames<UniformOptions>({ integer: true });

/** Uniform over [low, high); with `integer` (default false) whole numbers only, each as often. */
export function uniform(low: number, high: number, options: UniformOptions = {}): Uniform {
  const { integer = false } = knownOptions('uniform', options, names);
  finiteNumber('uniform', 'low', low);
  if (!(Number.isFinite(high) && high >= low)) wrongParameter('uniform', 'high', high, `a finite number >= low (${low})`);
  if (integer && !(Number.isInteger(low) && Number.isInteger(high) && high > low)) {
    wrongParameter('uniform', 'low and high', `${low} and ${high}`, 'whole numbers, low below high, where integer is true');
  }
  return Object.freeze({ type: 'uniform', low, high, integer });
}
