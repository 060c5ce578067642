import { type ArrayInput, isTensor, type Tensor, toTensor } from '../tensor.js';
import { type AnyField, type Fallback, type Field, type FieldRule, field, wrongValue } from './field.js';
import type { Held } from './held.js';
import { inRange, type NumberRange, rangeText } from './values.js';

/** A rule for what is held in different ways: read and mapped by the name of what is held. */
export const heldRule = (what: string, take: FieldRule['take'], check: NonNullable<FieldRule['check']>): FieldRule => ({
  take,
  check,
  read: (at, name, { held }) => {
    const read = held[what];
    if (read === undefined) throw new RangeError(`${at.where}.${name} holds a ${what}, which this reading does not read`);
    return read(at, name);
  },
  map: (value, name, mapping) => {
    const change = mapping[what];
    return change === undefined ? value : change(value, name);
  },
});

const isInput = (given: unknown): given is ArrayInput =>
  typeof given === 'number' ||
  Array.isArray(given) ||
  (ArrayBuffer.isView(given) && !(given instanceof DataView)) ||
  (typeof given === 'object' && given !== null && isTensor(given));

/** Numbers as a tensor, where they are any; a lone number stays one where `lone` says so. */
const numbersOf = (object: string, name: string, given: unknown, allowed: string): Tensor =>
  isInput(given) ? toTensor(given) : wrongValue(object, name, given, allowed);

/** One number per neuron, or one for all: `{ parameter: P }` says how it is held (see `RecordOf`). */
export function parameter(range: NumberRange): Field<ArrayInput, Held<'parameter', number | Tensor>>;
export function parameter(
  fallback: Fallback<ArrayInput>,
  range?: NumberRange,
): Field<ArrayInput, Held<'parameter', number | Tensor>, 'optional'>;
export function parameter(first: Fallback<ArrayInput> | NumberRange, second?: NumberRange): AnyField {
  const only = typeof first === 'object' && !isInput(first);
  const range = only ? first : (second ?? {});
  const allowed = rangeText({ ...range, infinite: true }).replace(/^a number (?=[<>])/, '');
  const inside = (object: string, name: string, values: ArrayLike<number>) => {
    for (let k = 0; k < values.length; k++) if (!inRange(values[k], range)) wrongValue(object, name, values[k], allowed);
  };
  const rule = heldRule(
    'parameter',
    (object, name, given) => {
      const held = typeof given === 'number' ? given : numbersOf(object, name, given, 'a number, a list of numbers or a tensor');
      inside(object, name, typeof held === 'number' ? [held] : held.data);
      return held;
    },
    (object, name, value) => {
      if (typeof value === 'number') inside(object, name, [value]);
      else if (typeof value === 'object' && value !== null && isTensor(value)) inside(object, name, value.data);
      else wrongValue(object, name, value, 'a number or a tensor');
    },
  );
  return field(rule, only ? undefined : first);
}

const tensorRule = heldRule(
  'tensor',
  (object, name, given) => numbersOf(object, name, given, 'numbers, arrays or a tensor'),
  (object, name, value) => {
    if (!(typeof value === 'object' && value !== null && isTensor(value))) wrongValue(object, name, value, 'a tensor');
  },
);

/** An array of numbers: `{ tensor: A }` says how it is held (see `RecordOf`). */
export function array(): Field<ArrayInput, Held<'tensor', Tensor>>;
export function array(fallback: Fallback<ArrayInput>): Field<ArrayInput, Held<'tensor', Tensor>, 'optional'>;
export function array(fallback?: Fallback<ArrayInput>): AnyField {
  return field(tensorRule, fallback);
}
