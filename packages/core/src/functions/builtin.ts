import { sin } from '@rheobase/math';
import { ValidationError } from '../errors.js';
import type { BuiltinRef, FunctionRecord, HostFunction } from './function.js';

const elementwise =
  (f: (x: number) => number): HostFunction =>
  (_time, x) =>
    x.map(f);

/** The built-in functions, evaluated with the project's own mathematics. */
const builtins = Object.freeze({
  square: elementwise(x => x * x),
  cube: elementwise(x => x * x * x),
  abs: elementwise(Math.abs),
  sinPi: elementwise(x => sin(Math.PI * x)),
  product: (_time: number, x: Float64Array) => [x.reduce((product, value) => product * value, 1)],
  sum: (_time: number, x: Float64Array) => [x.reduce((sum, value) => sum + value, 0)],
  norm: (_time: number, x: Float64Array) => [Math.sqrt(x.reduce((sum, value) => sum + value * value, 0))],
}) satisfies Readonly<Record<string, HostFunction>>;

export type Builtin = keyof typeof builtins;

/** The names that `builtin` takes. */
export const builtinNames: readonly string[] = Object.freeze(Object.keys(builtins));

export const isBuiltin = (name: string): name is Builtin => Object.hasOwn(builtins, name);

/** A function known to every backend: square, cube, abs, sinPi (element by element), product, sum, norm (to one number). */
export function builtin(name: string): BuiltinRef {
  if (isBuiltin(name)) return Object.freeze({ type: 'builtin', name });
  throw new ValidationError(`builtin: unknown function '${name}'; the built-in ones are ${builtinNames.join(', ')}`, {
    code: 'unknown-function',
    given: name,
    allowed: builtinNames.join(', '),
  });
}

/** The implementation of a function record. */
export const implementationOf = (record: FunctionRecord): HostFunction =>
  record.type === 'builtin' ? builtins[record.name] : record.implementation;
