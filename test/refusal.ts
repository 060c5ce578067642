import { RheobaseError } from '@rheobase/core';

/** The error with which an action is refused; an error of another kind passes on, and none at all is one. */
export function refusal(action: () => unknown): RheobaseError {
  try {
    action();
  } catch (error) {
    if (error instanceof RheobaseError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
