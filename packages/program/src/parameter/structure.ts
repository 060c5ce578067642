import type { TensorData } from '@rheobase/core';
import type { TensorId } from '@rheobase/model';
import { forms } from './forms/forms.js';
import type { FormName, Parameter, ParameterOf, Tensors } from './forms/parameter.js';

type Own = string | number | Float64Array | Int32Array;

function partsOf<K extends FormName>(parameter: ParameterOf<K>): readonly Parameter[] {
  return forms[parameter.form].parts(parameter);
}

function ownOf<K extends FormName>(parameter: ParameterOf<K>): readonly Own[] {
  return forms[parameter.form].own(parameter);
}

function printed<K extends FormName>(parameter: ParameterOf<K>): string {
  return forms[parameter.form].print(parameter, partsOf(parameter).map(printParameter));
}

/** A parameter as text, with tensors by their ids: `a->b.transform.weights ∘ a->b.decoders`. */
export const printParameter = (parameter: Parameter): string => printed(parameter);

/** The tensors that a parameter refers to, in order; one that it refers to twice is there twice. */
export const tensorsIn = (parameter: Parameter): readonly TensorId[] =>
  parameter.form === 'tensor' ? [parameter.id] : partsOf(parameter).flatMap(tensorsIn);

function sameOwn(a: Own | TensorData, b: Own | TensorData): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return Object.is(a, b);
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}

/** Whether two parameters have the same numbers whatever the tensors hold: the same expression over the same tensors and equal constants. */
export const sameParameter = (a: Parameter, b: Parameter): boolean => same(a, b, (one, other) => one === other);

/** Whether two parameters have the same numbers as the tensors are: the same expression, over tensors that hold equal values. */
export const equalNow = (a: Parameter, b: Parameter, tensors: Tensors): boolean =>
  same(a, b, (one, other) => {
    const [x, y] = [tensors.get(one)?.data, tensors.get(other)?.data];
    return one === other || (x !== undefined && y !== undefined && sameOwn(x, y));
  });

function same(a: Parameter, b: Parameter, sameTensor: (a: TensorId, b: TensorId) => boolean): boolean {
  if (a === b) return true;
  if (a.form !== b.form || a.length !== b.length) return false;
  if (a.form === 'tensor' && b.form === 'tensor') return sameTensor(a.id, b.id);
  const [own, others] = [ownOf(a), ownOf(b)];
  const [parts, counterparts] = [partsOf(a), partsOf(b)];
  return (
    own.every((value, i) => sameOwn(value, others[i] ?? Number.NaN)) &&
    parts.every((part, i) => counterparts[i] !== undefined && same(part, counterparts[i], sameTensor))
  );
}

const digest = (own: Own): string =>
  typeof own === 'object' ? `${own.length}:${own[0]}:${own[own.length >> 1]}:${own[own.length - 1]}` : `${own}`;

/** A text that is equal for the same parameters, and different for most others. */
export const keyOf = (parameter: Parameter): string =>
  `${parameter.form}[${parameter.length}](${[...ownOf(parameter).map(digest), ...partsOf(parameter).map(keyOf)].join()})`;
