import { shown } from './definitions/shown.js';
import { ValidationError } from './errors.js';

/** A seed that was given to `what`; `ValidationError` where it is no whole number. */
export function checkedSeed(what: string, seed: unknown): number {
  if (typeof seed === 'number' && Number.isSafeInteger(seed)) return seed;
  throw new ValidationError(`${what}: seed must be a whole number, but ${shown(seed)} was given`, {
    code: 'invalid-parameter',
    given: seed,
    allowed: 'a whole number',
  });
}
