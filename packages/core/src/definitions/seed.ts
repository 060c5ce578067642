import { ValidationError } from '../errors.js';
import { shown } from './shown.js';

/** A seed that was given to `what`; `ValidationError` if it is no whole number that a float64 holds exactly. */
export function checkedSeed(what: string, seed: unknown): number {
  if (typeof seed === 'number' && Number.isSafeInteger(seed)) return seed;
  const allowed = Number.isInteger(seed) ? 'a whole number from -(2^53 - 1) to 2^53 - 1' : 'a whole number';
  throw new ValidationError(`${what}: seed must be ${allowed}, but ${shown(seed)} was given`, {
    code: 'invalid-parameter',
    object: what,
    given: seed,
    allowed,
  });
}
