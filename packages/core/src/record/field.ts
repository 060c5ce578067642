import { shown } from '../definitions/shown.js';
import { ValidationError } from '../errors.js';
import type { Fields } from './fields.js';

/** Whether a field must be given to the maker, has a default, or may be missing from the record itself. */
export type Presence = 'required' | 'optional' | 'absent';

/** How a document's way of holding values is read: tensors by id in a Model's, by value in a Network's. */
export interface Reading {
  /** Readers by the name of what is held: `parameter`, `tensor`, `function`. */
  readonly held: Readonly<Record<string, ((at: Fields, name: string) => unknown) | undefined>>;
  /** Finds what a user defined, by kind, name and version. */
  readonly definitionOf: (kind: string, name: string, version: string) => unknown;
}

/** What is done with each value that is held in different ways, by the name of what is held; `name` leads to it within the record. */
export type Mapping = Readonly<Record<string, ((value: unknown, name: string) => unknown) | undefined>>;

/** What a field does, whatever its type. `object` is what errors name, `name` the field. */
export interface FieldRule {
  /** The value of a record from what the maker was given. */
  take(object: string, name: string, given: unknown): unknown;
  /** Refuses what a record cannot hold here. Default: what `take` refuses. */
  check?(object: string, name: string, value: unknown): void;
  /** Reads the value of a document. */
  read(at: Fields, name: string, reading: Reading): unknown;
  /** The value with what it holds in different ways replaced; absent for a field that holds nothing of the kind. */
  map?(value: unknown, name: string, mapping: Mapping): unknown;
}

/** A default: a value, or what follows from the fields before it. */
export type Fallback<G = unknown> = G | ((before: Readonly<Record<string, unknown>>) => unknown);

/** A field of any type. */
export interface AnyField {
  readonly presence: Presence;
  readonly fallback?: Fallback;
  readonly rule: FieldRule;
}

/** A field that takes a `G` and holds a `T` (see `Held`). */
export interface Field<G, T = G, P extends Presence = 'required'> extends AnyField {
  readonly presence: P;
  /** For types alone. */
  readonly types?: { readonly given: G; readonly held: T };
}

export type FieldTable = Readonly<Record<string, AnyField>>;

/** A field of one's own: with a default it is optional. */
export function field<G, T = G>(rule: FieldRule): Field<G, T>;
export function field<G, T = G>(rule: FieldRule, fallback: Fallback<G>): Field<G, T, 'optional'>;
export function field(rule: FieldRule, fallback?: Fallback): AnyField;
export function field(rule: FieldRule, fallback?: Fallback): AnyField {
  return fallback === undefined ? { presence: 'required', rule } : { presence: 'optional', fallback, rule };
}

/** The same field, which a record may lack. */
export function absent<G, T>(of: Field<G, T, Presence>): Field<G, T, 'absent'>;
export function absent({ rule }: AnyField): AnyField {
  const { map } = rule;
  return {
    presence: 'absent',
    rule: {
      ...rule,
      read: (at, name, reading) => (at.has(name) ? rule.read(at, name, reading) : undefined),
      ...(map ? { map: (value, name, mapping) => (value === undefined ? undefined : map(value, name, mapping)) } : {}),
    },
  };
}

/** The same field, which null may stand in for. */
export function orNull<G, T>(of: Field<G, T, Presence>): Field<G | null, T | null>;
export function orNull<G, T>(of: Field<G, T, Presence>, fallback: Fallback<G | null>): Field<G | null, T | null, 'optional'>;
export function orNull({ rule }: AnyField, fallback?: Fallback): AnyField {
  const { check, map } = rule;
  return field(
    {
      take: (object, name, given) => (given === null ? null : rule.take(object, name, given)),
      ...(check ? { check: (object, name, value) => (value === null ? undefined : check(object, name, value)) } : {}),
      read: (at, name, reading) => (at.has(name) ? rule.read(at, name, reading) : null),
      ...(map ? { map: (value, name, mapping) => (value === null ? null : map(value, name, mapping)) } : {}),
    },
    fallback,
  );
}

/** A refusal of a field's value. */
export function wrongValue(object: string, name: string, given: unknown, allowed: string, remedy = ''): never {
  throw new ValidationError(`${object}: ${name} must be ${allowed}, but ${shown(given)} was given${remedy}`, {
    code: 'invalid-parameter',
    object,
    given,
    allowed,
  });
}
