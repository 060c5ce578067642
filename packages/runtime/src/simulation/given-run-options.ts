import { shown, ValidationError } from '@rheobase/core';

const isSignal = (value: unknown): value is { readonly aborted: boolean } =>
  typeof value === 'object' && value !== null && 'aborted' in value && typeof value.aborted === 'boolean';

/** Whether inputs that end early keep their last row, as it was given to `what`; `ValidationError` where it is neither true nor false. */
export function givenHold(what: string, hold: unknown): boolean {
  if (typeof hold === 'boolean') return hold;
  throw new ValidationError(`${what}: hold must be true or false, but ${shown(hold)} was given`, {
    code: 'invalid-parameter',
    given: hold,
    allowed: 'true or false',
  });
}

/** What cancels a run, as it was given to `what`; `ValidationError` where it never could, as an `AbortController` in place of its signal. */
export function givenSignal(what: string, signal: unknown): { readonly aborted: boolean } | undefined {
  if (signal === undefined) return undefined;
  if (isSignal(signal)) return signal;
  throw new ValidationError(`${what}: signal must be the signal of an AbortController, but ${shown(signal)} was given`, {
    code: 'invalid-parameter',
    given: signal,
    allowed: 'signal of an AbortController, or an object with aborted, true or false',
  });
}
