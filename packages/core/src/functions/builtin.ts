import { sin } from '@rheobase/math';
import { knownOptions, optionNames } from '../definitions/known-options.js';
import { oneOf } from '../definitions/one-of.js';
import { ValidationError } from '../errors.js';
import { absent, field } from '../record/field.js';
import type { Fields } from '../record/fields.js';
import type { RecordOf } from '../record/held.js';
import { kind } from '../record/kind.js';
import { number } from '../record/values.js';
import type { VectorValued } from './host-function.js';

const elementwise =
  (f: (x: number) => number): VectorValued =>
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
}) satisfies Readonly<Record<string, VectorValued>>;

/** Those that compare with a threshold. */
const thresholded = Object.freeze({
  step: (threshold: number) => elementwise(x => (x > threshold ? 1 : 0)),
  ramp: (threshold: number) => elementwise(x => (x > threshold ? x - threshold : 0)),
  above: (threshold: number) => elementwise(x => (x > threshold ? x : 0)),
}) satisfies Readonly<Record<string, (threshold: number) => VectorValued>>;

export type Builtin = keyof typeof builtins | keyof typeof thresholded;

/** The names that `builtin` takes. */
export const builtinNames: readonly string[] = Object.freeze([...Object.keys(builtins), ...Object.keys(thresholded)]);

export const isBuiltin = (name: string): name is Builtin => isPlain(name) || isThresholded(name);

const isPlain = (name: string): name is keyof typeof builtins => Object.hasOwn(builtins, name);
const isThresholded = (name: string): name is keyof typeof thresholded => Object.hasOwn(thresholded, name);

function checkedThreshold(name: string, threshold: number): number {
  if (Number.isFinite(threshold) && isThresholded(name)) return threshold;
  const allowed = isThresholded(name) ? 'a finite number' : `none; ${Object.keys(thresholded).join(', ')} have one`;
  throw new ValidationError(`builtin: the threshold of ${name} must be ${allowed}, but ${threshold} was given`, {
    code: 'invalid-parameter',
    object: name,
    given: threshold,
    allowed,
  });
}

/** A function known to every backend by its name. */
export const builtinRecord = kind(
  'builtin',
  {
    name: field<Builtin>({
      take: (object, name, given) => oneOf(object, name, given, builtinNames),
      read: (at, name) => at.oneOf(name, builtinNames),
    }),
    /** Of those that have one: `step`, `ramp`, `above`. */
    threshold: absent(number()),
  },
  { maker: 'builtin' },
);

export type BuiltinRef = RecordOf<typeof builtinRecord>;

export interface BuiltinOptions {
  /** Of `step`, `ramp` and `above`. Default 0. */
  readonly threshold?: number;
}

const names = optionNames<BuiltinOptions>({ threshold: true });

/**
 * A function known to every backend: square, cube, abs, sinPi (element by element), product, sum, norm (to one number); and, element by
 * element with a `threshold` (default 0), step (1 where x > threshold, else 0), ramp (x - threshold there, else 0), above (x there, else 0).
 */
export function builtin(name: string, options: BuiltinOptions = {}): BuiltinRef {
  knownOptions('builtin', options, names);
  if (isThresholded(name)) return builtinRecord({ name, threshold: checkedThreshold(name, options.threshold ?? 0) });
  if (options.threshold !== undefined) checkedThreshold(name, options.threshold);
  if (isPlain(name)) return builtinRecord({ name });
  throw new ValidationError(`builtin: unknown function '${name}'; the built-in ones are ${builtinNames.join(', ')}`, {
    code: 'unknown-function',
    given: name,
    allowed: builtinNames.join(', '),
  });
}

/** The implementation of a built-in function. */
export const builtinImplementation = ({ name, threshold = 0 }: BuiltinRef): VectorValued =>
  isThresholded(name) ? thresholded[name](threshold) : builtins[name];

/** Reads the built-in function of a document. */
export const readBuiltin = (at: Fields): BuiltinRef =>
  builtin(at.text('name'), at.has('threshold') ? { threshold: at.number('threshold') } : {});
