import { ValidationError } from '../errors.js';
import { closeWord } from './close-word.js';
import { shown } from './shown.js';

/** Refuses a value that a field cannot hold; `object` names the record, `name` the field. */
export type FieldCheck = (object: string, name: string, value: unknown) => void;

/** What a field of a record has to hold; `true` for whatever is checked elsewhere. */
export type FieldRule = true | FieldCheck | { readonly optional: true | FieldCheck };

type FieldsOf<R, By> = {
  readonly [K in Exclude<keyof R, By>]-?: object extends Pick<R, K> ? { readonly optional: true | FieldCheck } : true | FieldCheck;
};

/** The fields of every kind of record in a family. A kind or a field that is missing here is a type error. */
export type FieldTable<R extends { readonly [name in By]: string }, By extends string = 'type'> = {
  readonly [T in R[By]]: FieldsOf<Extract<R, { readonly [name in By]: T }>, By>;
};

type AnyTable = Readonly<Record<string, Readonly<Record<string, FieldRule>>>>;

/** What makes records whose type is not the name of a function. */
const makers: Readonly<Record<string, string>> = {
  anonymous: 'net.function',
  customNeuron: 'defineNeuron',
  customProcess: 'defineProcess',
  customRule: 'defineLearningRule',
  function: 'net.function',
  host: 'hostFunction',
  input: 'inputNode',
  process: 'processNode',
  synapse: 'synapseNode',
};

const makerOf = (type: string): string => (Object.hasOwn(makers, type) ? makers[type] : undefined) ?? type;

const isRecord = (given: unknown): given is Readonly<Record<string, unknown>> => typeof given === 'object' && given !== null;

/**
 * Refuses what is no record of the table: of an unknown type, with a field that its type does not have, without one that it needs, or with a
 * value that a field cannot hold. A record that was written by hand is thus as good as one from the function that makes its type.
 *
 * @param object what errors name, such as `a: neuronType`
 * @param by the field that tells the kinds of the table apart
 */
export function knownFields(object: string, given: unknown, table: AnyTable, by = 'type'): void {
  const kinds = Object.keys(table).join(', ');
  const type = isRecord(given) ? given[by] : undefined;
  const fields = typeof type === 'string' && Object.hasOwn(table, type) ? table[type] : undefined;
  const refusal = (problem: string, what: unknown, allowed: string, code = 'invalid-record') =>
    new ValidationError(`${object}${problem}`, { code, object, given: what, allowed });
  if (!isRecord(given) || typeof type !== 'string' || fields === undefined) {
    const example = by === 'type' ? ` such as ${makerOf(Object.keys(table)[0] ?? '')}(…)` : '';
    const what = isRecord(given) ? `a record of ${by} ${shown(type)}` : shown(given);
    throw refusal(` must be a record${example}, of ${by} ${kinds}, but ${what} was given`, given, kinds);
  }
  const names = Object.keys(fields);
  const list = names.join(', ') || 'none';
  for (const [name, value] of Object.entries(given)) {
    if (name === by || value === undefined || names.includes(name)) continue;
    const meant = closeWord(name, names);
    const remedy = meant === undefined ? '' : `; did you mean ${meant}?`;
    throw refusal(`: there is no field '${name}' where ${by} is '${type}'; there are ${list}${remedy}`, name, list, 'unknown-option');
  }
  const missing = Object.entries(fields).flatMap(([name, rule]) =>
    (typeof rule === 'object' && 'optional' in rule) || given[name] !== undefined ? [] : [name],
  );
  if (missing.length > 0)
    throw refusal(
      `: ${missing.join(', ')} must be given where ${by} is '${type}', which has ${list}${by === 'type' ? `; make the record with ${makerOf(type)}()` : ''}`,
      missing,
      list,
    );
  for (const [name, rule] of Object.entries(fields)) {
    const check = typeof rule === 'object' ? rule.optional : rule;
    if (check !== true && given[name] !== undefined) check(object, name, given[name]);
  }
}
