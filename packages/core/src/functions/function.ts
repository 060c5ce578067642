import { ValidationError } from '../errors.js';
import { family } from '../record/family.js';
import { type Field, field } from '../record/field.js';
import type { Held, RecordOf } from '../record/held.js';
import { heldRule } from '../record/numbers.js';
import { builtinImplementation, builtinRecord } from './builtin.js';
import { anonymous, type FunctionResult, hostFunction, type VectorValued, vectorValued } from './host-function.js';

/** Every kind of function. */
export const functions = family('function', [builtinRecord, hostFunction, anonymous]);

export type FunctionRecord = RecordOf<(typeof functions.list)[number]>;

/** A vector function as a user writes it for a connection: x to f(x), which may be a number where it is a vector of one. */
export type VectorFunction = (x: Float64Array) => FunctionResult;

/** What a function-valued option takes. */
export type FunctionInput = FunctionRecord | VectorFunction;

/** The record as it is; what is none, such as a name, is refused with the way to write it. */
function needFunction(given: unknown): FunctionRecord {
  if (functions.has(given)) return functions.check('a function', given);
  const remedy = typeof given === 'string' ? `; write builtin('${given}') for a function known by name` : '';
  throw new ValidationError(`a function must be one of x, builtin(name) or hostFunction(...), but ${String(given)} was given${remedy}`, {
    code: 'invalid-function',
    given,
    allowed: 'a function, builtin(name), hostFunction(name, version, fn)',
  });
}

/** A function of x, as a record. */
export const toFunction = (input: FunctionInput): FunctionRecord =>
  typeof input === 'function' ? anonymous((_time, x) => input(x)) : needFunction(input);

/** The implementation of a function record; where the user's function returns a number, this one returns a vector of one. */
export const implementationOf = (record: FunctionRecord): VectorValued =>
  record.type === 'builtin' ? builtinImplementation(record) : vectorValued(record.implementation);

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
