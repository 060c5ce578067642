import { sizeOf, ValidationError } from '@rheobase/core';
import type { TensorId } from '@rheobase/model';
import type { Form, ParameterOf, Tensors } from './parameter.js';

/** All elements of a tensor; a `ValidationError` for an id that is not among the tensors. */
export function tensorParameter(tensors: Tensors, id: TensorId): ParameterOf<'tensor'> {
  const found = tensors.get(id);
  if (!found) throw new ValidationError(`model: there is no tensor '${id}'`, { code: 'unknown-tensor', given: id });
  return Object.freeze({ form: 'tensor', length: sizeOf(found.shape), id });
}

/** Numbers that follow from no tensor: a list, or one number so many times. */
export const constantParameter = (
  values: number | Float64Array,
  length = typeof values === 'number' ? 1 : values.length,
): ParameterOf<'constant'> => Object.freeze({ form: 'constant', length, values });

export const tensorForm: Form<'tensor'> = {
  parts: () => [],
  own: ({ id }) => [id],
  value({ id }, _of, tensors) {
    const data = tensors.get(id)?.data ?? new Float64Array(0);
    return data instanceof Float64Array ? data : new Float64Array(data);
  },
  print: ({ id }) => id,
  // `accumulate` takes the gradient of a tensor.
  adjoint: () => undefined,
};

export const constantForm: Form<'constant'> = {
  parts: () => [],
  own: ({ values }) => [values],
  value: ({ values, length }) => (typeof values === 'number' ? new Float64Array(length).fill(values) : values),
  print: ({ values, length }) => (typeof values === 'number' ? `${values}` : `constant[${length}]`),
  adjoint: () => undefined,
};
