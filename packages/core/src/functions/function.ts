import { finite, func, text, word } from '../definitions/field-checks.js';
import { type FieldTable, knownFields } from '../definitions/known-fields.js';
import { ValidationError } from '../errors.js';
import { type Field, field } from '../record/field.js';
import type { Held } from '../record/held.js';
import { heldRule } from '../record/numbers.js';

/** What a function of the user returns: a vector, or a number where a vector of one is meant. */
export type FunctionResult = ArrayLike<number> | number;

/** What a node or connection computes on the host: time (s) and input vector to output vector, or to a number for a vector of one. */
export type HostFunction = (time: number, x: Float64Array) => FunctionResult;

/** A host function whose result is a vector always. */
export type VectorValued = (time: number, x: Float64Array) => ArrayLike<number>;

/** The same function with a number it returns as a vector of one; whatever else it returns is passed on as it is. */
export const vectorValued =
  (fn: HostFunction): VectorValued =>
  (time, x) => {
    const result = fn(time, x);
    return typeof result === 'number' ? [result] : result;
  };

/** The names that `builtin` takes. */
export const builtinNames = Object.freeze(['square', 'cube', 'abs', 'sinPi', 'product', 'sum', 'norm', 'step', 'ramp', 'above'] as const);

export type Builtin = (typeof builtinNames)[number];

/** A function known to every backend by its name. */
export interface BuiltinRef {
  readonly type: 'builtin';
  readonly name: Builtin;
  /** Of those that have one: `step`, `ramp`, `above`. */
  readonly threshold?: number;
}

/** A function of the host program, by name and version; its implementation is handed in again when a document is read. */
export interface HostRef {
  readonly type: 'host';
  readonly name: string;
  readonly version: string;
  readonly implementation: HostFunction;
}

/** Implementations by the name that documents know them by; a record of `hostFunction` goes by its own name. */
export type HostFunctions = Readonly<Record<string, HostFunction | HostRef>>;

function byName(key: string, given: HostFunction | HostRef): readonly [string, HostFunction] {
  if (typeof given === 'function') return [key, given];
  const record: unknown = given;
  if (typeof record === 'object' && record !== null && 'implementation' in record && typeof record.implementation === 'function')
    return [given.name, given.implementation];
  throw new ValidationError(`functions: ${key} must be a function of (time, x) or hostFunction(...), but ${String(record)} was given`, {
    code: 'invalid-function',
    object: key,
    given,
    allowed: 'a function of (time, x), hostFunction(name, version, fn)',
  });
}

/** The plain functions in `given`, by name; `ValidationError` names what is none. */
export function functionsByName(given: HostFunctions): Readonly<Record<string, HostFunction>> {
  const whole: unknown = given;
  if (typeof whole === 'object' && whole !== null) return Object.fromEntries(Object.entries(given).map(([key, fn]) => byName(key, fn)));
  throw new ValidationError(`functions: they go by name, as in { wave: (time, x) => … }, but ${String(whole)} was given`, {
    code: 'invalid-function',
    given,
    allowed: '{ name: function }',
  });
}

/** A closure: works in this process, but cannot be stored, hashed or sent. */
export interface AnonymousRef {
  readonly type: 'anonymous';
  readonly implementation: HostFunction;
}

export type FunctionRecord = BuiltinRef | HostRef | AnonymousRef;

/** A vector function as a user writes it for a connection: x to f(x), which may be a number where it is a vector of one. */
export type VectorFunction = (x: Float64Array) => FunctionResult;

/** What a function-valued option takes. */
export type FunctionInput = FunctionRecord | VectorFunction;

/** A host function with a name and a version, so that documents and workers can refer to it. Called with (time in s, x); see `HostFunction`. */
export const hostFunction = (name: string, version: string, implementation: HostFunction): HostRef =>
  Object.freeze({ type: 'host', name, version, implementation });

const functionKinds: readonly unknown[] = ['builtin', 'host', 'anonymous'];

const fields: FieldTable<FunctionRecord> = {
  builtin: { name: word(builtinNames), threshold: { optional: finite } },
  host: { name: text, version: text, implementation: func },
  anonymous: { implementation: func },
};

/** Refuses what is no function record, or one without exactly the fields of its type. */
export const needFunctionFields = (object: string, given: unknown): void => knownFields(object, given, fields);

const isFunctionRecord = (given: unknown): given is FunctionRecord =>
  typeof given === 'object' && given !== null && 'type' in given && functionKinds.includes(given.type);

/** The record as it is; what is none, such as a name, is refused with the way to write it. */
function needFunction(given: unknown): FunctionRecord {
  if (isFunctionRecord(given)) {
    needFunctionFields('a function', given);
    return given;
  }
  const remedy = typeof given === 'string' ? `; write builtin('${given}') for a function known by name` : '';
  throw new ValidationError(`a function must be one of x, builtin(name) or hostFunction(...), but ${String(given)} was given${remedy}`, {
    code: 'invalid-function',
    given,
    allowed: 'a function, builtin(name), hostFunction(name, version, fn)',
  });
}

/** A function of x, as a record. */
export function toFunction(input: FunctionInput): FunctionRecord {
  if (typeof input !== 'function') return needFunction(input);
  const implementation: HostFunction = (_time, x) => input(x);
  return Object.freeze({ type: 'anonymous', implementation });
}

/** A function: `{ function: F }` says how it is held (see `RecordOf`). */
export const functionField = (): Field<FunctionRecord, Held<'function', FunctionRecord>> =>
  field(
    heldRule(
      'function',
      (_object, _name, given) => needFunction(given),
      (_object, _name, value) => {
        needFunction(value);
      },
    ),
  );
