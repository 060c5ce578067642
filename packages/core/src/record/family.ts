import { closeWord } from '../definitions/close-word.js';
import { shown } from '../definitions/shown.js';
import { ValidationError } from '../errors.js';
import { type AnyField, type Fallback, type Field, field, type Reading } from './field.js';
import type { Fields } from './fields.js';
import type { Inner, RecordOf } from './held.js';
import { type AnyKind, mapKind, readKind } from './kind.js';

type Values = Readonly<Record<string, unknown>>;

/** How a document's way of holding values is read, by the name of what is held. */
export type ReadHeld<H> = { readonly [N in keyof H]: (at: Fields, name: string) => H[N] };

/** What becomes of each value that is held in different ways; `name` leads to it within the record, as in `base.tauRc`. */
export type MapHeld<G, H> = { readonly [N in keyof H]?: (value: N extends keyof G ? G[N] : never, name: string) => H[N] };

/** Kinds of records that stand in one place, such as all synapses. */
export interface Family<K extends AnyKind> {
  readonly name: string;
  readonly list: readonly K[];
  /** The names of all kinds. */
  readonly kinds: readonly K['type'][];
  /** The kind of a record, by its type alone. */
  kindOf(record: { readonly [B in K['by']]: K['type'] }): K;
  /** Whether a value is a record of one of the kinds, whatever else it holds. */
  has(given: unknown): given is RecordOf<K>;
  /**
   * The record as it is, if it has exactly the fields of its kind: arrays and parameters may be held in any way. `object` is what errors name.
   */
  structure<H = unknown>(object: string, given: unknown): RecordOf<K, H>;
  /** The record as it is, if its kind could have made it: fields, values, and what they hold, are those of a Network. */
  check(object: string, given: unknown): RecordOf<K>;
  /** Reads a record of a document. What is held in different ways is not checked. */
  read<H = unknown>(at: Fields, held?: ReadHeld<H>, definitionOf?: Reading['definitionOf']): RecordOf<K, H>;
  /** The same record with what it holds in different ways replaced. */
  map<G, H>(record: RecordOf<K, G>, mapping: MapHeld<G, H>): RecordOf<K, H>;
}

/** A family of any kinds. */
export interface AnyFamily {
  readonly name: string;
  readonly list: readonly AnyKind[];
  readonly kinds: readonly string[];
  kindOf(record: object): AnyKind;
  has(given: unknown): boolean;
  structure(object: string, given: unknown): object;
  check(object: string, given: unknown): object;
  read(at: Fields, held?: Reading['held'], definitionOf?: Reading['definitionOf']): object;
  map(record: object, mapping: object, prefix?: string): object;
}

/** What is said of a family beside its kinds. */
export interface FamilyExtras {
  /** An example of a record, as errors show it. Default: the maker of the first kind. */
  readonly such?: string;
  /** What errors add where a value is no record: what to write instead. */
  readonly remedy?: (given: unknown) => string;
}

const isRecord = (given: unknown): given is Values => typeof given === 'object' && given !== null;

/** A function in place of a record is a maker that was not called. */
const shownValue = (given: unknown): string =>
  typeof given === 'function' ? `the function ${given.name || ''} itself`.replace('  ', ' ') : shown(given);

/**
 * A family: a list of kinds, from which all else follows. `RecordOf<(typeof synapses)['list'][number]>`, in short
 * `FamilyRecord<typeof synapses>`, is the union of its records.
 */
export function family<const K extends readonly AnyKind[]>(name: string, list: K, extras?: FamilyExtras): Family<K[number]>;
export function family(name: string, list: readonly AnyKind[], { such, remedy }: FamilyExtras = {}): AnyFamily {
  const [first] = list;
  const by = first?.by ?? 'type';
  const byName = new Map(list.map(kind => [kind.type, kind]));
  const kinds = Object.freeze(list.map(kind => kind.type));
  const find = (given: unknown): AnyKind | undefined => {
    const type = isRecord(given) ? given[by] : undefined;
    return typeof type === 'string' ? byName.get(type) : undefined;
  };
  const kindOf = (given: object): AnyKind => find(given) ?? noKind(name, given);
  const structure = (object: string, given: unknown): Values => {
    const kind = find(given);
    if (!isRecord(given) || kind === undefined) {
      const what = isRecord(given) && by in given ? `a record of ${by} ${shown(given[by])}` : shownValue(given);
      const example = such ?? (by === 'type' ? `${first?.maker}(…)` : `{ ${by}: '${first?.type}' }`);
      const way = remedy === undefined ? '' : `; ${remedy(given)}`;
      throw new ValidationError(
        `${object} must be a record such as ${example}, of ${by} ${kinds.join(', ')}, but ${what} was given${way}`,
        { code: 'invalid-record', object, given, allowed: kinds.join(', ') },
      );
    }
    knownFields(object, given, kind);
    return given;
  };
  const check = (object: string, given: unknown): object => {
    const record = structure(object, given);
    const kind = kindOf(record);
    const owner = `${object}: ${kind.type}`;
    for (const [field, { rule }] of Object.entries(kind.fields)) {
      const value = record[field];
      if (value === undefined) continue;
      if (rule.check) rule.check(owner, field, value);
      else rule.take(owner, field, value);
    }
    kind.verify?.(owner, record);
    return record;
  };
  return {
    name,
    list,
    kinds,
    kindOf,
    has: given => find(given) !== undefined,
    structure,
    check,
    read: (at, held = {}, definitionOf = () => undefined) => readKind(kindOf({ [by]: at.oneOf(by, kinds) }), at, { held, definitionOf }),
    map: (record, mapping, prefix = '') => mapKind(kindOf(record), record, { ...mapping }, prefix),
  };
}

/** The union of a family's records. */
export type FamilyRecord<F, H = unknown> = F extends { readonly list: readonly (infer K)[] } ? RecordOf<K, H> : never;

function noKind(name: string, given: unknown): never {
  throw new RangeError(`${name}: ${shown(given)} is no record of this family`);
}

/** Refuses a record with a field that its kind does not have, or without one that it needs. */
function knownFields(object: string, given: Values, { type, by, fields, maker }: AnyKind): void {
  const names = Object.keys(fields);
  const list = names.join(', ') || 'none';
  const refusal = (problem: string, what: unknown, code: string) =>
    new ValidationError(`${object}: ${problem}`, { code, object, given: what, allowed: list });
  for (const [name, value] of Object.entries(given)) {
    if (name === by || value === undefined || names.includes(name)) continue;
    const meant = closeWord(name, names);
    const remedy = meant === undefined ? '' : `; did you mean ${meant}?`;
    throw refusal(`there is no field '${name}' where ${by} is '${type}'; there are ${list}${remedy}`, name, 'unknown-option');
  }
  const missing = names.filter(name => fields[name]?.presence !== 'absent' && given[name] === undefined);
  if (missing.length === 0) return;
  const way = by === 'type' ? `; make the record with ${maker}()` : '';
  throw refusal(`${missing.join(', ')} must be given where ${by} is '${type}', which has ${list}${way}`, missing, 'invalid-record');
}

/** A record of a family. */
export function inner<K extends AnyKind>(of: Family<K>): Field<RecordOf<K>, Inner<K>>;
export function inner<K extends AnyKind>(of: Family<K>, fallback: Fallback<RecordOf<K>>): Field<RecordOf<K>, Inner<K>, 'optional'>;
export function inner(of: AnyFamily, fallback?: Fallback): AnyField {
  return innerOf(() => of, fallback);
}

/**
 * A record of a family that is made later, such as the one that the field's kind belongs to. TypeScript cannot infer types that refer to
 * themselves: write the record of such a kind as an interface, and the types of the field and of `of`, as in
 * `base: innerOf<NeuronRecord, Held<'neuron', NeuronRecord>>((): AnyFamily => neuronTypes)`.
 */
export function innerOf<G, T = G>(of: () => AnyFamily): Field<G, T>;
export function innerOf<G, T = G>(of: () => AnyFamily, fallback: Fallback<G>): Field<G, T, 'optional'>;
export function innerOf(of: () => AnyFamily, fallback?: Fallback): AnyField;
export function innerOf(of: () => AnyFamily, fallback?: Fallback): AnyField {
  const check = (object: string, name: string, given: unknown) => of().check(`${object}: ${name}`, given);
  return field(
    {
      take: check,
      check,
      read: (at, name, { held, definitionOf }) => of().read(at.fields(name), held, definitionOf),
      map: (value, name, mapping) => (isRecord(value) ? of().map(value, mapping, `${name}.`) : value),
    },
    fallback,
  );
}
