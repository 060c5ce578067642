import { ValidationError } from '@rheobase/core';

/** Whether inputs that end early keep their last row, as it was given to `what`; `ValidationError` where it is neither true nor false. */
export function givenHold(what: string, hold: unknown): boolean {
  if (typeof hold === 'boolean') return hold;
  const shown = typeof hold === 'string' ? `'${hold}'` : String(hold);
  throw new ValidationError(`${what}: hold must be true or false, but ${shown} was given`, {
    code: 'invalid-parameter',
    given: hold,
    allowed: 'true or false',
  });
}
