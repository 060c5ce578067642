import { ValidationError } from '../errors.js';
import { field, wrongValue } from '../record/field.js';
import type { RecordOf } from '../record/held.js';
import { kind } from '../record/kind.js';
import { text } from '../record/values.js';

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

/** A function of the host program. Documents leave it out; whoever reads one hands it in again. */
const implementation = field<HostFunction>({
  take: (object, name, given) => (typeof given === 'function' ? given : wrongValue(object, name, given, 'a function')),
  read: () => undefined,
});

/** A host function with a name and a version, so that documents and workers can refer to it. Called with (time in s, x); see `HostFunction`. */
export const hostFunction = kind(
  'host',
  { name: text(), version: text(), implementation },
  (name: string, version: string, fn: HostFunction) => ({ name, version, implementation: fn }),
  { maker: 'hostFunction' },
);

export type HostRef = RecordOf<typeof hostFunction>;

/** A closure: works in this process, but cannot be stored, hashed or sent. */
export const anonymous = kind('anonymous', { implementation }, (fn: HostFunction) => ({ implementation: fn }), { maker: 'net.function' });

export type AnonymousRef = RecordOf<typeof anonymous>;

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
