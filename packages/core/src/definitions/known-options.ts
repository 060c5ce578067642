import { ValidationError } from '../errors.js';
import { closeWord } from './close-word.js';
import { shown } from './shown.js';

/** The names of all options of `O`, in the given order. A name that is missing is a type error, so a new option cannot be forgotten. */
export const optionNames = <O extends object>(names: { readonly [name in keyof O]-?: true }): readonly string[] =>
  Object.freeze(Object.keys(names));

const isOptions = (given: unknown): boolean =>
  typeof given === 'object' && given !== null && !ArrayBuffer.isView(given) && !(Symbol.iterator in given);

const listed = (names: readonly string[]): string => names.join(', ') || 'none';

/** Refuses what is no object of options: a number, a text, null, a list, a Set or Map. */
export function needOptions(object: string, given: unknown, names: readonly string[]): void {
  if (isOptions(given)) return;
  const way = names.length === 0 ? '' : `, as in { ${names[0]}: … }`;
  const allowed = listed(names);
  throw new ValidationError(`${object}: options go by name${way}, but ${shown(given)} was given; there are ${allowed}`, {
    code: 'invalid-options',
    object,
    given,
    allowed,
  });
}

/**
 * The options as given. A name that is not among `names` is refused with those that are: programs without types would otherwise go on with
 * the default, and never know. What is undefined counts as not given. `record` is the type of record that may be handed in whole, as in
 * `lif({ ...lif(), tauRc: 0.05 })`; one of another type is refused.
 */
export function knownOptions<T extends object>(object: string, given: T, names: readonly string[], record?: string): T {
  needOptions(object, given, names);
  const entries: readonly (readonly [string, unknown])[] = Object.entries(given);
  for (const [name, value] of entries) {
    if (value === undefined || names.includes(name) || (name === 'type' && value === record)) continue;
    const meant = closeWord(name, names);
    const remedy = meant === undefined ? '' : `; did you mean ${meant}?`;
    const problem =
      name === 'type' && record !== undefined
        ? `a record of type ${shown(value)} was given, but this makes '${record}'`
        : `there is no option '${name}'`;
    throw new ValidationError(`${object}: ${problem}; there are ${listed(names)}${remedy}`, {
      code: 'unknown-option',
      object,
      given: name,
      allowed: listed(names),
    });
  }
  return given;
}
