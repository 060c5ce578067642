import { knownOptions, needOptions } from '../definitions/known-options.js';
import type { AnyField, FieldTable, Mapping, Reading } from './field.js';
import type { Fields } from './fields.js';
import type { RecordFrom } from './held.js';

type Given<F> = F extends { readonly types?: { readonly given: infer G } } ? G : never;

type Named<F, N extends keyof F, P, Not> = N extends Not ? never : F[N] extends { readonly presence: P } ? N : never;

/** What a maker takes by name, `Not` aside. */
export type OptionsFrom<F, Not = never> = {
  readonly [X in keyof F as Named<F, X, 'required', Not>]: Given<F[X]>;
} & { readonly [X in keyof F as Named<F, X, 'optional' | 'absent', Not>]?: Given<F[X]> };

type Options<F, Not = never> = [Exclude<keyof F, Not>] extends [never]
  ? []
  : [Named<F, keyof F, 'required', Not>] extends [never]
    ? [options?: OptionsFrom<F, Not>]
    : [options: OptionsFrom<F, Not>];

/** The options of a kind by name, as its maker takes them. */
export type OptionsOf<K> = K extends { readonly fields: infer F } ? OptionsFrom<F> : never;

/** A kind of record of any family. */
export interface AnyKind {
  (...given: never): object;
  /** The name of the kind: what `by` holds in its records. */
  readonly type: string;
  /** The field that tells kinds apart: 'type' in most families. */
  readonly by: string;
  readonly fields: FieldTable;
  /** What makes its records, as errors call it. */
  readonly maker: string;
  /** The field whose text errors of the maker name, in place of the kind. */
  readonly named?: string;
  /** Refuses records whose fields do not go together. */
  verify?(object: string, record: object): void;
}

/** A kind of record: its maker, which takes `A`, with its name and its fields. */
export interface Kind<N extends string, F, A extends readonly unknown[], By extends string = 'type'> {
  (...given: A): RecordFrom<By, N, F>;
  readonly type: N;
  readonly by: By;
  readonly fields: F;
  readonly maker: string;
  readonly named?: string;
  verify?(object: string, record: RecordFrom<By, N, F>): void;
}

/** What is said of a kind beside its fields. */
export interface KindExtras<N extends string, F, By extends string = 'type'> {
  /** The field that tells kinds apart. Default 'type'. */
  readonly by?: By;
  /** What makes its records, as errors call it. Default: its name. */
  readonly maker?: string;
  /** The field whose text errors of the maker name, in place of the kind: the name that a user gave. */
  readonly named?: string;
  /** Refuses a record whose fields do not go together; each alone is checked already. */
  verify?(object: string, record: RecordFrom<By, N, F>): void;
}

type Extras = Partial<Pick<AnyKind, 'by' | 'maker' | 'named' | 'verify'>>;

/** A kind without its maker. */
type Declared = Pick<AnyKind, 'type' | 'by' | 'fields' | 'maker' | 'named' | 'verify'>;

const isFallback = (given: unknown): given is (before: Readonly<Record<string, unknown>>) => unknown => typeof given === 'function';

type Values = Readonly<Record<string, unknown>>;

/** What errors call a record. */
const calledIn = ({ type, named }: Declared, given: Values): string => (named === undefined ? type : String(given[named]));

function taken(kind: Declared, given: Values): object {
  const { type, by, fields, verify } = kind;
  const object = calledIn(kind, given);
  const record: Record<string, unknown> = { [by]: type };
  for (const [name, { rule, fallback, presence }] of Object.entries(fields)) {
    const value = given[name] ?? (given[name] === null ? null : isFallback(fallback) ? fallback(record) : fallback);
    if (value !== undefined || presence !== 'absent') record[name] = rule.take(object, name, value);
  }
  verify?.(object, record);
  return Object.freeze(record);
}

/**
 * A kind of record, declared by its name and its fields. The result makes its records, frozen, from options by name:
 *
 *     const hebb = kind('hebb', {
 *       /** Learning rate. Default 1e-6. *\/
 *       learningRate: number(1e-6, { above: 0 }),
 *       /** Filter of the source's activity; null: none. Default lowpass(0.005). *\/
 *       preSynapse: orNull(inner(synapses), () => lowpass(0.005)),
 *       /** Default: preSynapse. *\/
 *       postSynapse: orNull(inner(synapses), before => before.preSynapse),
 *     });
 *     type Hebb = RecordOf<typeof hebb>;
 *
 * Options are checked by name and value; what is undefined counts as not given; a record of the same kind may be handed in whole. Comments on
 * the fields are what editors show for options and records.
 *
 * With `positional`, a maker takes arguments by place before its options. The function turns them into the fields that they stand for, all of
 * which it must name; fields that it does not name remain options:
 *
 *     const uniform = kind('uniform', { low: number(), high: number(), integer: flag(false) }, (low: number, high: number) => ({ low, high }));
 *     uniform(0, 1, { integer: true });
 *
 * Fields are in `values.ts` (number, flag, text, word, list, named, definition), `numbers.ts` (parameter, array: held by value in a Network, by id
 * in a Model), `family.ts` (inner: a record of a family) and `field.ts` (absent, orNull; `field` makes others). Kinds make families
 * (`family`), from which unions, readers, checks and mappings follow. Behaviour joins a kind as another property, typed by its record:
 *
 *     const rule = <K extends AnyKind>(of: K, behaviour: Behaviour<RecordOf<K>>) => Object.assign(of, { behaviour });
 *
 * Declared with methods, behaviours of all kinds are one type, `family.kindOf(record).behaviour`, which takes any record of the family.
 */
export function kind<const N extends string, F extends FieldTable, const By extends string = 'type'>(
  type: N,
  fields: F,
  extras?: KindExtras<N, F, By>,
): Kind<N, F, Options<F>, By>;
export function kind<
  const N extends string,
  F extends FieldTable,
  A extends readonly unknown[],
  R extends { readonly [X in keyof F]?: Given<F[X]> },
  const By extends string = 'type',
>(type: N, fields: F, positional: (...given: A) => R, extras?: KindExtras<N, F, By>): Kind<N, F, [...A, ...Options<F, keyof R>], By>;
export function kind(
  type: string,
  fields: FieldTable,
  second: ((...given: unknown[]) => Values) | Extras = {},
  third: Extras = {},
): AnyKind {
  const positional = typeof second === 'function' ? second : null;
  const { by = 'type', maker = type, named, verify } = typeof second === 'function' ? third : second;
  const declared: Declared = { type, by, fields, maker, ...(named ? { named } : {}), ...(verify ? { verify } : {}) };
  const names = Object.keys(fields);
  const known = (given: unknown, allowed: readonly string[], own?: string): Values => {
    needOptions(type, given, allowed);
    return knownOptions<Values>(type, Object(given), allowed, own);
  };
  const make = (...given: unknown[]): object => {
    if (positional === null) return taken(declared, known(given[0] === undefined ? {} : given[0], names, type));
    const first = positional(...given);
    const rest = names.filter(name => !Object.hasOwn(first, name));
    const options = given[names.length - rest.length];
    return taken(declared, rest.length === 0 || options === undefined ? first : { ...known(options, rest), ...first });
  };
  return Object.assign(Object.defineProperty(make, 'name', { value: maker }), declared);
}

/** Reads a record of a kind from a document, each field as `reading` says; what is held by value is checked. */
export function readKind({ type, by, fields, verify }: AnyKind, at: Fields, reading: Reading): object {
  const record: Record<string, unknown> = { [by]: type };
  for (const [name, { rule, presence }] of Object.entries(fields)) {
    const value = rule.read(at, name, reading);
    if (value !== undefined || presence !== 'absent') record[name] = rule.map || value === undefined ? value : rule.take(type, name, value);
  }
  if (!Object.values(fields).some(holds)) verify?.(type, record);
  return Object.freeze(record);
}

const holds = ({ rule }: AnyField): boolean => rule.map !== undefined;

/** The record with every value that is held in different ways replaced by what `mapping` makes of it. */
export function mapKind<R extends object>({ fields }: AnyKind, record: R, mapping: Mapping, prefix: string): R;
export function mapKind({ fields }: AnyKind, record: Values, mapping: Mapping, prefix: string): object {
  const held = Object.entries(fields).flatMap(([name, { rule }]) =>
    rule.map && record[name] !== undefined ? [[name, rule.map(record[name], `${prefix}${name}`, mapping)]] : [],
  );
  return held.length === 0 ? record : Object.freeze({ ...record, ...Object.fromEntries(held) });
}
