import { sizeOf, type Tensor, type TensorData, tensor } from '@rheobase/core';
import type { OnnxTensor } from '../read/model.js';
import { notImportable } from './step.js';

/** Tensors of a Network made from constants of an ONNX graph. */
export interface Tensors {
  /**
   * A constant in another layout. `layout` names what `arrange` does to the elements; the same constant in the same layout and shape is the
   * same tensor object, so that weights shared in the file stay shared in the network.
   */
  of(constant: OnnxTensor, shape: readonly number[], layout?: string, arrange?: (data: Float64Array) => Float64Array): Tensor;
}

export const makeTensors = (): Tensors => {
  // By element array rather than by tensor: an Identity or Reshape of a constant is still that constant.
  const made = new Map<Float64Array, Map<string, Tensor>>();
  return {
    of({ data }, shape, layout = 'as stored', arrange = same => same) {
      const layouts = made.get(data) ?? new Map<string, Tensor>();
      made.set(data, layouts);
      const key = `${layout} [${shape.join()}]`;
      const result = layouts.get(key) ?? exactTensor(shape, arrange(data));
      layouts.set(key, result);
      return result;
    },
  };
};

/** A tensor in float32 where that holds every element exactly, else in float64. */
export const exactTensor = (shape: readonly number[], data: Float64Array): Tensor => {
  const wrong = data.find(value => !Number.isFinite(value));
  if (wrong !== undefined) throw notImportable(`calculates with a constant that is ${wrong}`);
  return tensor(shape, narrow(data));
};

const narrow = (data: Float64Array): TensorData => {
  const rounded = Float32Array.from(data);
  return data.every((value, index) => value === rounded[index]) ? rounded : data;
};

/** The elements with axes in another order; `order[i]` is the old place of new axis i. */
export const permuted =
  (shape: readonly number[], order: readonly number[]) =>
  (data: Float64Array): Float64Array => {
    const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
    const sizes = order.map(axis => shape[axis] ?? 1);
    const steps = order.map(axis => strides[axis] ?? 0);
    const result = new Float64Array(data.length);
    const place = order.map(() => 0);
    let from = 0;
    for (let to = 0; to < result.length; to++) {
      result[to] = data[from] ?? 0;
      // Counts up the place, last axis first, and moves the reading position along.
      for (let axis = order.length - 1; axis >= 0; axis--) {
        const next = (place[axis] ?? 0) + 1;
        from += steps[axis] ?? 0;
        place[axis] = next;
        if (next < (sizes[axis] ?? 1)) break;
        from -= (steps[axis] ?? 0) * next;
        place[axis] = 0;
      }
    }
    return result;
  };
