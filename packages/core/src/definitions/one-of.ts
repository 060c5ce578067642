import { ValidationError } from '../errors.js';
import { closeWord } from './close-word.js';
import { shown } from './shown.js';

/**
 * A word that an option takes. `ValidationError` lists the valid words, and names the one that was probably meant, where another was given.
 *
 * @param object what the option belongs to, such as `fit` or the path of an ensemble
 * @param option name of the option
 * @param remedies by word given: what to write where none of the allowed words is what was meant
 */
export function oneOf<const T extends string>(
  object: string,
  option: string,
  given: unknown,
  allowed: readonly T[],
  remedies: Readonly<Record<string, string>> = {},
): T {
  const found = allowed.find(word => word === given);
  if (found !== undefined) return found;
  const text = typeof given === 'string' ? given : '';
  const close = closeWord(text, allowed);
  const list = allowed.map(word => `'${word}'`).join(', ');
  const guess = close === undefined ? '' : `; did you mean '${close}'?`;
  const remedy = Object.hasOwn(remedies, text) ? `; ${remedies[text]}` : guess;
  throw new ValidationError(`${object}: ${option} must be one of ${list}, but ${shown(given)} was given${remedy}`, {
    code: 'invalid-parameter',
    object,
    given,
    allowed: allowed.join(', '),
  });
}
