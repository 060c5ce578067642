import { ValidationError } from './errors.js';

/** A seed that was given to `what`; `ValidationError` where it is no whole number. */
export function checkedSeed(what: string, seed: unknown): number {
  if (typeof seed === 'number' && Number.isSafeInteger(seed)) return seed;
  const shown = typeof seed === 'string' ? `'${seed}'` : String(seed);
  throw new ValidationError(`${what}: seed must be a whole number, but ${shown} was given`, {
    code: 'invalid-parameter',
    given: seed,
    allowed: 'a whole number',
  });
}
