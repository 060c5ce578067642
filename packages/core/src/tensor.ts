import { ValidationError } from './errors.js';

export type DType = 'float64' | 'float32' | 'int32' | 'uint8';

type DataOf = { readonly float64: Float64Array; readonly float32: Float32Array; readonly int32: Int32Array; readonly uint8: Uint8Array };
export type TensorData = DataOf[DType];

/** An array with a shape, row-major. Using one tensor object in two places of a network ties the two: they stay one array. */
export interface Tensor {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: TensorData;
}

/** Numbers as a caller may write them: a scalar, a vector, rows of a matrix, or a tensor. */
export type ArrayInput = number | readonly number[] | readonly (readonly number[])[] | Tensor;

/** The number of elements in an array of this shape. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

export const isTensor = (value: unknown): value is Tensor =>
  typeof value === 'object' && value !== null && 'dtype' in value && 'shape' in value && 'data' in value;

/** Width of an element of each type, in bytes. */
export const bytesPerElement: Readonly<Record<DType, number>> = Object.freeze({ float64: 8, float32: 4, int32: 4, uint8: 1 });

/** The elements that little-endian bytes stand for: a copy, also of a Node Buffer, whose slices share memory. */
export function dataFromBytes(dtype: DType, bytes: Uint8Array): TensorData {
  const { buffer } = new Uint8Array(bytes);
  switch (dtype) {
    case 'float64':
      return new Float64Array(buffer);
    case 'float32':
      return new Float32Array(buffer);
    case 'int32':
      return new Int32Array(buffer);
    case 'uint8':
      return new Uint8Array(buffer);
  }
}

export function dtypeOf(data: TensorData): DType {
  if (data instanceof Float64Array) return 'float64';
  if (data instanceof Float32Array) return 'float32';
  return data instanceof Int32Array ? 'int32' : 'uint8';
}

/** A copy: what the caller does to the array afterwards must not change a network. */
function copied(data: TensorData | readonly number[]): TensorData {
  if (data instanceof Float64Array || data instanceof Float32Array || data instanceof Int32Array) return data.slice();
  if (data instanceof Uint8Array) return new Uint8Array(data);
  if (Array.isArray(data)) return Float64Array.from(data);
  throw new ValidationError(
    `tensor: elements must be numbers, or a Float64Array, Float32Array, Int32Array or Uint8Array, but ${Object.prototype.toString.call(data)} was given`,
    {
      code: 'invalid-type',
      allowed: 'numbers, Float64Array, Float32Array, Int32Array or Uint8Array',
    },
  );
}

/** A tensor of this shape with a copy of the elements; plain numbers are stored as float64. Throws `ValidationError` where the counts differ. */
export const tensor = (shape: readonly number[], data: TensorData | readonly number[]): Tensor => ownedTensor(shape, copied(data));

/** A tensor of this shape that keeps the elements themselves: whoever made them must not change them afterwards. For large arrays made for it. */
export function ownedTensor(shape: readonly number[], stored: TensorData): Tensor {
  if (!shape.every(length => Number.isInteger(length) && length >= 0)) {
    throw new ValidationError(`tensor: a shape consists of whole numbers >= 0, but [${shape}] was given`, {
      code: 'invalid-parameter',
      given: shape,
      allowed: 'whole numbers >= 0',
    });
  }
  if (stored.length !== sizeOf(shape)) {
    throw new ValidationError(`tensor: shape [${shape}] has ${sizeOf(shape)} elements, but ${stored.length} were given`, {
      code: 'size-mismatch',
      given: stored.length,
      allowed: `${sizeOf(shape)} elements`,
    });
  }
  return Object.freeze({ dtype: dtypeOf(stored), shape: Object.freeze([...shape]), data: stored });
}

/** The tensor that a caller's numbers stand for. Rows of unequal length are refused. */
export function toTensor(value: ArrayInput): Tensor {
  if (isTensor(value)) return value;
  if (typeof value === 'number') return tensor([], [value]);
  const rows = value.filter((row): row is readonly number[] => typeof row !== 'number');
  if (rows.length === 0) {
    return tensor(
      [value.length],
      value.filter((x): x is number => typeof x === 'number'),
    );
  }
  const width = rows[0]?.length ?? 0;
  if (rows.length !== value.length || rows.some(row => row.length !== width)) {
    throw new ValidationError('tensor: the rows of a matrix must be arrays of one length', {
      code: 'ragged-rows',
      given: rows.map(row => row.length),
      allowed: 'rows of equal length',
    });
  }
  return tensor([rows.length, width], rows.flat());
}

/** Whether an array of shape `from` repeats to shape `to` (trailing axes aligned; an axis of length 1 repeats). */
export function broadcasts(from: readonly number[], to: readonly number[]): boolean {
  const offset = to.length - from.length;
  return offset >= 0 && from.every((length, axis) => length === 1 || length === to[axis + offset]);
}

/** For every element of shape `to`, the index of the element of shape `from` that it repeats. */
export function broadcastIndices(from: readonly number[], to: readonly number[]): Int32Array {
  const indices = new Int32Array(sizeOf(to));
  const offset = to.length - from.length;
  let stride = 1;
  let repeat = 1;
  for (let axis = to.length - 1; axis >= 0; axis--) {
    const length = to[axis] ?? 1;
    const own = axis >= offset ? (from[axis - offset] ?? 1) : 1;
    if (own !== 1) for (let i = 0; i < indices.length; i++) indices[i] = (indices[i] ?? 0) + (Math.floor(i / repeat) % length) * stride;
    stride *= own;
    repeat *= length;
  }
  return indices;
}
