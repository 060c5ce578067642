import { isTensor, sizeOf, type Tensor, tensor, toTensor, UnsupportedError, ValidationError } from '@rheobase/core';
import type { Model, TensorId } from '@rheobase/model';

/** New values of a tensor: a tensor, all its elements in order (row-major), rows of a matrix, or one number for all. */
export type TensorValues = Tensor | Float64Array | Float32Array | readonly number[] | readonly (readonly number[])[] | number;

/** A tensor of a known shape from its elements in order. */
function flat(id: TensorId, shape: readonly number[], elements: Float64Array | Float32Array): Tensor {
  if (elements.length === sizeOf(shape)) return tensor(shape, elements);
  throw new ValidationError(`setTensors: tensor '${id}' has shape [${shape}], but ${elements.length} numbers were given`, {
    code: 'size-mismatch',
    object: id,
    given: elements.length,
    allowed: `${sizeOf(shape)} numbers`,
  });
}

const isRow = (value: number | readonly number[]): value is readonly number[] => typeof value !== 'number';

function tensorFor(id: TensorId, known: Tensor | undefined, values: TensorValues): Tensor {
  if (isTensor(values)) return values;
  if (typeof values === 'number') return tensor(known?.shape ?? [], new Float64Array(known?.data.length ?? 1).fill(values));
  if (values instanceof Float64Array || values instanceof Float32Array) return flat(id, known?.shape ?? [values.length], values);
  if (Array.isArray(values)) {
    const list: readonly (number | readonly number[])[] = values;
    const rows = list.filter(isRow);
    return rows.length > 0 ? toTensor(rows) : flat(id, known?.shape ?? [list.length], Float64Array.from(list, Number));
  }
  throw new ValidationError(`setTensors: tensor '${id}' needs numbers or a tensor, but ${String(values)} was given`, {
    code: 'invalid-type',
    object: id,
    given: values,
    allowed: 'a tensor, a Float64Array, a Float32Array, a list of numbers, a list of rows, or one number',
  });
}

/** What was given to `setTensors` as tensors of the model's shapes. Unknown ids stay, for the engine to reject. */
export function givenTensors({ tensors }: Model, given: Readonly<Record<TensorId, TensorValues>>): ReadonlyMap<TensorId, Tensor> {
  if (typeof given !== 'object' || given === null) {
    throw new ValidationError(
      `setTensors: values by ids of tensors are needed, such as { 'a.gain': values }, but ${String(given)} was given`,
      {
        code: 'invalid-type',
        given,
        allowed: 'values by ids of tensors',
      },
    );
  }
  return new Map(Object.entries(given).map(([id, values]) => [id, tensorFor(id, tensors.get(id), values)]));
}

export const cannotSetTensors = (): UnsupportedError =>
  new UnsupportedError(
    'setTensors: the backend of this simulation cannot change tensors while it runs; make a new simulation of withTensors(model, …)',
    { code: 'no-set-tensors', allowed: 'a backend whose engine has setTensors, such as reference and wasm' },
  );
