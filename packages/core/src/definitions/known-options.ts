import { ValidationError } from '../errors.js';

/** As in `max_rates` for `maxRates`. */
const camelCase = (name: string): string => name.replace(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());

/**
 * The options as given. A name that is not among `names` is refused with those that are: programs without types would otherwise go on with
 * the default, and never know.
 */
export function knownOptions<T extends object>(object: string, given: T, names: readonly string[]): T {
  const list = names.join(', ');
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new ValidationError(
      `${object}: options go by name, as in { ${names[0]}: … }, but ${String(given)} was given; there are ${list}`,
      {
        code: 'invalid-options',
        object,
        given,
        allowed: list,
      },
    );
  }
  // Records of this kind may be handed in whole.
  const unknown = Object.keys(given).find(name => name !== 'type' && !names.includes(name));
  if (unknown === undefined) return given;
  const meant = camelCase(unknown);
  const remedy = names.includes(meant) ? `write ${meant}` : `there are ${list}`;
  throw new ValidationError(`${object}: there is no option '${unknown}'; ${remedy}`, {
    code: 'unknown-option',
    object,
    given: unknown,
    allowed: list,
  });
}
