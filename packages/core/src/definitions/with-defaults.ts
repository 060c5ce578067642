import { ValidationError } from '../errors.js';

/** The options without those that are undefined, which count as not given: laid over defaults they would hide them. */
export function said<T extends object>(options: T): T {
  const given = { ...options };
  for (const [name, value] of Object.entries(given)) if (value === undefined) Reflect.deleteProperty(given, name);
  return given;
}

/** Given values laid over the defaults; a name that has no default is refused. */
export function withDefaults<T = never>(
  object: string,
  defaults: Readonly<Record<string, number>>,
  given: Readonly<Partial<Record<string, number | T>>>,
): Readonly<Record<string, number | T>> {
  const unknown = Object.keys(given).find(name => !Object.hasOwn(defaults, name));
  if (unknown !== undefined) {
    throw new ValidationError(`${object}: there is no parameter '${unknown}'; there are ${Object.keys(defaults).join(', ') || 'none'}`, {
      code: 'unknown-parameter',
      object,
      given: unknown,
      allowed: Object.keys(defaults).join(', '),
    });
  }
  return Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, given[name] ?? value]));
}
