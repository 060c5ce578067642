import { oneOf } from '../definitions/one-of.js';
import { type AnyField, type Fallback, type Field, type FieldRule, field, type Reading, wrongValue } from './field.js';
import { Fields } from './fields.js';
import type { Listed, Named } from './held.js';

/** Which numbers a field takes. */
export interface NumberRange {
  readonly above?: number;
  readonly atLeast?: number;
  readonly below?: number;
  readonly atMost?: number;
  /** Whole numbers only. */
  readonly whole?: true;
  /** Infinities, too: both, or the one below. */
  readonly infinite?: true | 'below';
  /** What errors call an allowed number. Default: 'a finite number' with its ends. */
  readonly says?: string;
}

/** An allowed number in words. */
export function rangeText({ above, atLeast, below, atMost, whole, infinite, says }: NumberRange): string {
  if (says !== undefined) return says;
  const ends = [
    above === undefined ? [] : [`> ${above}`],
    atLeast === undefined ? [] : [`>= ${atLeast}`],
    below === undefined ? [] : [`< ${below}`],
    atMost === undefined ? [] : [`<= ${atMost}`],
  ].flat();
  return `${whole ? 'a whole number' : infinite ? 'a number' : 'a finite number'}${ends.length === 0 ? '' : ` ${ends.join(' and ')}`}`;
}

/** Whether a value is a number of this range. */
export function inRange(value: unknown, { above, atLeast, below, atMost, whole, infinite }: NumberRange): value is number {
  if (typeof value !== 'number' || Number.isNaN(value)) return false;
  if (!Number.isFinite(value) && !(infinite === true || (infinite === 'below' && value < 0))) return false;
  if (whole && !Number.isInteger(value)) return false;
  return (
    (above === undefined || value > above) &&
    (atLeast === undefined || value >= atLeast) &&
    (below === undefined || value < below) &&
    (atMost === undefined || value <= atMost)
  );
}

const isRange = (given: unknown): given is NumberRange => typeof given === 'object' && given !== null;

/** A number of a range: `number(0.1, { above: 0 })` with a default, `number({ above: 0 })` without. */
export function number(range?: NumberRange): Field<number>;
export function number(fallback: Fallback<number>, range?: NumberRange): Field<number, number, 'optional'>;
export function number(first: Fallback<number> | NumberRange = {}, second: NumberRange = {}): AnyField {
  const range = isRange(first) ? first : second;
  const take = (object: string, name: string, given: unknown) =>
    inRange(given, range) ? given : wrongValue(object, name, given, rangeText(range));
  return field({ take, read: (at, name) => at.number(name) }, isRange(first) ? undefined : first);
}

/** A value that satisfies `holds`; `allowed` says it in words. */
const that = (allowed: string, holds: (value: unknown) => boolean, read: FieldRule['read']): FieldRule => ({
  take: (object, name, given) => (holds(given) ? given : wrongValue(object, name, given, allowed)),
  read,
});

const flagRule = that(
  'true or false',
  value => typeof value === 'boolean',
  (at, name) => at.boolean(name),
);

export function flag(): Field<boolean>;
export function flag(fallback: Fallback<boolean>): Field<boolean, boolean, 'optional'>;
export function flag(fallback?: Fallback<boolean>): AnyField {
  return field(flagRule, fallback);
}

const textRule = that(
  'a text',
  value => typeof value === 'string',
  (at, name) => at.text(name),
);

export function text(): Field<string>;
export function text(fallback: Fallback<string>): Field<string, string, 'optional'>;
export function text(fallback?: Fallback<string>): AnyField {
  return field(textRule, fallback);
}

/** One of some words. */
export function word<const W extends string>(words: readonly W[]): Field<W>;
export function word<const W extends string>(words: readonly W[], fallback: Fallback<W>): Field<W, W, 'optional'>;
export function word(words: readonly string[], fallback?: Fallback): AnyField {
  return field({ take: (object, name, given) => oneOf(object, name, given, words), read: (at, name) => at.oneOf(name, words) }, fallback);
}

/** The same field with another condition on its value. */
export function where<F extends AnyField>(of: F, refuse: (object: string, name: string, value: unknown) => void): F {
  const { rule } = of;
  const check: FieldRule['check'] = (object, name, value) => {
    if (rule.check) rule.check(object, name, value);
    else rule.take(object, name, value);
    refuse(object, name, value);
  };
  const take: FieldRule['take'] = (object, name, given) => {
    const value = rule.take(object, name, given);
    refuse(object, name, value);
    return value;
  };
  return { ...of, rule: { ...rule, take, check } };
}

const isList = (given: unknown): given is readonly unknown[] => Array.isArray(given);

/** Each value of a list, or by name, through the rule of its elements. */
function elements({ rule }: AnyField, isWhole: (given: unknown) => given is object, allowed: string, own: FieldRule['read']): FieldRule {
  const each = (given: object, change: (value: unknown, name: string) => unknown): unknown =>
    isList(given)
      ? Object.freeze(given.map((value, index) => change(value, String(index))))
      : Object.freeze(Object.fromEntries(Object.entries(given).map(([name, value]) => [name, change(value, name)])));
  const whole = (object: string, name: string, given: unknown) => (isWhole(given) ? given : wrongValue(object, name, given, allowed));
  const inner = (given: object, name: string, key: string) => (isList(given) ? `${name}[${key}]` : `${name}.${key}`);
  const { check = rule.take.bind(rule), map } = rule;
  return {
    take: (object, name, given) => {
      const found = whole(object, name, given);
      return each(found, (value, key) => rule.take(object, inner(found, name, key), value));
    },
    check: (object, name, given) => {
      const found = whole(object, name, given);
      each(found, (value, key) => check(object, inner(found, name, key), value));
    },
    read: own,
    ...(map
      ? {
          map: (value, name, mapping) => (isWhole(value) ? each(value, (one, key) => map(one, `${name}.${key}`, mapping)) : value),
        }
      : {}),
  };
}

/** A list of what another field holds. */
export function list<G, T, P extends 'required' | 'optional' | 'absent'>(of: Field<G, T, P>): Field<readonly G[], Listed<T>>;
export function list<G, T, P extends 'required' | 'optional' | 'absent'>(
  of: Field<G, T, P>,
  fallback: Fallback<readonly G[]>,
): Field<readonly G[], Listed<T>, 'optional'>;
export function list(of: AnyField, fallback?: Fallback): AnyField {
  const read = (at: Fields, name: string, reading: Reading) =>
    Object.freeze(
      at
        .list(name)
        .map((value, index) => of.rule.read(new Fields({ [`${name}[${index}]`]: value }, at.where), `${name}[${index}]`, reading)),
    );
  return field(elements(of, isList, 'a list', read), fallback);
}

const isNamed = (given: unknown): given is object => typeof given === 'object' && given !== null && !isList(given);

/** Values by name, each as another field holds it. */
export function named<G, T, P extends 'required' | 'optional' | 'absent'>(of: Field<G, T, P>): Field<Readonly<Record<string, G>>, Named<T>>;
export function named<G, T, P extends 'required' | 'optional' | 'absent'>(
  of: Field<G, T, P>,
  fallback: Fallback<Readonly<Record<string, G>>>,
): Field<Readonly<Record<string, G>>, Named<T>, 'optional'>;
export function named(of: AnyField, fallback?: Fallback): AnyField {
  const read = (at: Fields, name: string, reading: Reading) => {
    const inner = at.fields(name);
    return Object.freeze(Object.fromEntries(inner.names().map(key => [key, of.rule.read(inner, key, reading)])));
  };
  return field(elements(of, isNamed, 'an object', read), fallback);
}

/** What a user defined in code: found by the record's name and version where a document is read, and left out of documents. */
export function definition<D>(kind: string): Field<D, D, 'absent'>;
export function definition(kind: string): AnyField {
  const rule = that('an object', isNamed, (at, _name, { definitionOf }) => definitionOf(kind, at.text('name'), at.text('version')));
  return { presence: 'absent', rule };
}
