import { ImportError } from '../errors.js';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value in a message; what JSON cannot write (a bigint, a cycle) by its kind. */
function shownAs(value: unknown): string {
  try {
    return (JSON.stringify(value) ?? typeof value).slice(0, 60);
  } catch {
    return `a ${typeof value}`;
  }
}

/** A number, or one of those that JSON lacks as a text. */
function numeric(value: unknown): number | undefined {
  if (value === '-0') return -0;
  if (value === 'Infinity') return Number.POSITIVE_INFINITY;
  if (value === '-Infinity') return Number.NEGATIVE_INFINITY;
  return typeof value === 'number' ? value : undefined;
}

/** The fields of one JSON object, read with the type they must have; `ImportError` names the place and what was found. */
export class Fields {
  readonly where: string;
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(value: unknown, where: string) {
    this.where = where;
    if (!isObject(value)) throw Fields.wrong(where, value, 'an object');
    this.#values = value;
  }

  static wrong(where: string, given: unknown, allowed: string): ImportError {
    const shown = given === undefined ? 'missing' : shownAs(given);
    return new ImportError(`${where} must be ${allowed}, but is ${shown}`, { code: 'invalid-document', object: where, given, allowed });
  }

  /** Refuses fields that this release does not know: a later one may mean something by them. */
  only(...names: readonly string[]): this {
    const unknown = this.names().find(name => !names.includes(name));
    if (unknown === undefined) return this;
    throw new ImportError(`${this.where}: field '${unknown}' is not known to this release, which knows ${names.join(', ')}`, {
      code: 'unknown-field',
      object: this.where,
      given: unknown,
      allowed: names.join(', '),
    });
  }

  /** The raw value; undefined where there is none. Inherited names do not count. */
  raw(name: string): unknown {
    return Object.hasOwn(this.#values, name) ? this.#values[name] : undefined;
  }

  has(name: string): boolean {
    return this.raw(name) !== undefined && this.raw(name) !== null;
  }

  /** Names of all fields. */
  names(): readonly string[] {
    return Object.keys(this.#values);
  }

  number(name: string): number {
    const found = numeric(this.raw(name));
    if (found === undefined) throw Fields.wrong(`${this.where}.${name}`, this.raw(name), 'a number');
    return found;
  }

  text(name: string): string {
    const value = this.raw(name);
    if (typeof value !== 'string') throw Fields.wrong(`${this.where}.${name}`, value, 'a text');
    return value;
  }

  /** A text, or null where there is none. */
  optionalText(name: string): string | null {
    return this.has(name) ? this.text(name) : null;
  }

  boolean(name: string): boolean {
    const value = this.raw(name);
    if (typeof value !== 'boolean') throw Fields.wrong(`${this.where}.${name}`, value, 'true or false');
    return value;
  }

  /** One of the listed texts. */
  oneOf<const T extends string>(name: string, allowed: readonly T[]): T {
    const value = this.raw(name);
    const found = allowed.find(text => text === value);
    if (found === undefined) throw Fields.wrong(`${this.where}.${name}`, value, `one of ${allowed.join(', ')}`);
    return found;
  }

  list(name: string): readonly unknown[] {
    const value = this.raw(name);
    if (!Array.isArray(value)) throw Fields.wrong(`${this.where}.${name}`, value, 'a list');
    return value;
  }

  numbers(name: string): readonly number[] {
    return this.list(name).map((value, index) => {
      const found = numeric(value);
      if (found === undefined) throw Fields.wrong(`${this.where}.${name}[${index}]`, value, 'a number');
      return found;
    });
  }

  fields(name: string): Fields {
    return new Fields(this.raw(name), `${this.where}.${name}`);
  }

  /** The plain record under a name; empty where there is none. */
  record(name: string): Readonly<Record<string, unknown>> {
    const value = this.raw(name);
    if (value === undefined) return {};
    if (!isObject(value)) throw Fields.wrong(`${this.where}.${name}`, value, 'an object');
    return Object.freeze({ ...value });
  }
}
