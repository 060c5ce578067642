import { shown, UnsupportedError, ValidationError } from '@rheobase/core';

/** The number of the first item, as it was given to `what`; `ValidationError` where it is no whole number from 0 on. */
export function givenFirstItem(what: string, firstItem: unknown): number {
  if (typeof firstItem === 'number' && Number.isSafeInteger(firstItem) && firstItem >= 0) return firstItem;
  throw new ValidationError(`${what}: firstItem must be a whole number >= 0, but ${shown(firstItem)} was given`, {
    code: 'invalid-parameter',
    given: firstItem,
    allowed: 'a whole number >= 0',
  });
}

/** What is raised where an engine is asked for other draws than it was compiled for and does not say that it has them. */
export const cannotReseed = (what: string): UnsupportedError =>
  new UnsupportedError(
    `${what} was given, but the engine of this backend cannot take it; make a new simulation with another seed, or use another backend`,
    {
      code: 'refused',
      given: what,
      allowed: 'a backend whose engines set reseeds',
    },
  );
