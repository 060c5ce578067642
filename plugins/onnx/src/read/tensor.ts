import { ImportError, knownOptions, optionNames, UnsupportedError } from '@rheobase/core';
import { bytesPerElement, dataType } from './datatype.js';
import { type ExternalResolver, externalBytes } from './external.js';
import { chunksOf, floatsOf, integerOf, integersOf, safeInteger, textOf } from './fields.js';
import type { OnnxDataType, OnnxTensor } from './model.js';
import { tensorSchema } from './schema.js';
import { decodeMessage, type WireMessage } from './wire.js';

/** How tensors are read. */
export interface TensorOptions {
  /** Lets NaN and infinite elements through; refused by default. */
  readonly allowNonFinite?: boolean;
  /** Hands over side files by bare name; without it, tensors kept in side files are refused. */
  readonly resolveExternal?: ExternalResolver;
}

/** The names of all options. */
export const tensorOptionNames = optionNames<TensorOptions>({ allowNonFinite: true, resolveExternal: true });

/** Reads a file that holds one serialised tensor (`.pb`), as conformance suites store inputs and outputs. Throws ImportError, UnsupportedError. */
export const readOnnxTensor = (bytes: Uint8Array, options: TensorOptions = {}): OnnxTensor =>
  readTensor(decodeMessage(bytes, tensorSchema), knownOptions('readOnnxTensor', options, tensorOptionNames));

/** A tensor from its decoded message. Its element count is checked against the bytes present before anything is allocated. */
export const readTensor = (message: WireMessage, options: TensorOptions, owner = `Tensor "${textOf(message, 'name')}"`): OnnxTensor => {
  const dtype = dataType(integerOf(message, 'dataType', owner), owner);
  const shape = integersOf(message, 'dims', owner);
  const count = elementCount(shape, owner);
  if (message.values.has('segment')) {
    throw new UnsupportedError(`${owner} is stored in segments, which cannot be read.`, { code: 'segmented-tensor', object: owner });
  }
  const size = bytesPerElement.get(dtype) ?? 1;
  const raw = externalBytes(message, owner, count * size, options.resolveExternal) ?? chunksOf(message, 'rawData')[0];
  const data = raw === undefined ? typedElements(message, dtype, count, owner) : rawElements(raw, dtype, count, size, owner);
  checkElements(data, dtype, options.allowNonFinite === true, owner);
  return { dtype, shape, data };
};

/** The number of elements of a shape; refuses negative sizes and products beyond 2^53. */
const elementCount = (shape: readonly number[], owner: string): number => {
  let count = 1;
  for (const size of shape) {
    count *= size;
    if (size < 0 || !Number.isSafeInteger(count)) {
      throw new ImportError(`${owner} has the impossible shape [${shape.join(', ')}].`, { code: 'bad-shape', object: owner, given: shape });
    }
  }
  return count;
};

const typedElements = (message: WireMessage, dtype: OnnxDataType, count: number, owner: string): Float64Array => {
  const field = dtype === 'float32' ? 'floatData' : dtype === 'float64' ? 'doubleData' : dtype === 'int64' ? 'int64Data' : 'int32Data';
  const values = dtype === 'float32' || dtype === 'float64' ? floatsOf(message, field) : integersOf(message, field, owner);
  if (values.length !== count) throw countFault(message, values.length, count, owner);
  return Float64Array.from(values);
};

const countFault = (message: WireMessage, present: number, count: number, owner: string): ImportError =>
  new ImportError(`${owner} at byte ${message.offset} needs ${count} elements by its shape, but ${present} are stored.`, {
    code: 'size-mismatch',
    object: owner,
    given: present,
    allowed: String(count),
  });

const rawElements = (raw: Uint8Array, dtype: OnnxDataType, count: number, size: number, owner: string): Float64Array => {
  if (raw.length !== count * size) {
    throw new ImportError(`${owner} needs ${count * size} bytes by its shape and element type ${dtype}, but ${raw.length} are stored.`, {
      code: 'size-mismatch',
      object: owner,
      given: raw.length,
      allowed: String(count * size),
    });
  }
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const element = elementReader(view, dtype, owner);
  const data = new Float64Array(count);
  for (let i = 0; i < count; i++) data[i] = element(i);
  return data;
};

const elementReader = (view: DataView, dtype: OnnxDataType, owner: string): ((index: number) => number) => {
  switch (dtype) {
    case 'float32':
      return index => view.getFloat32(4 * index, true);
    case 'float64':
      return index => view.getFloat64(8 * index, true);
    case 'int32':
      return index => view.getInt32(4 * index, true);
    case 'int64':
      return index => safeInteger(view.getBigInt64(8 * index, true), `${owner}, element ${index}`);
    case 'int8':
      return index => view.getInt8(index);
    case 'uint8':
    case 'bool':
      return index => view.getUint8(index);
  }
};

const ranges: ReadonlyMap<OnnxDataType, readonly [number, number]> = new Map<OnnxDataType, readonly [number, number]>([
  ['int32', [-(2 ** 31), 2 ** 31 - 1]],
  ['int8', [-128, 127]],
  ['uint8', [0, 255]],
  ['bool', [0, 1]],
]);

/** Refuses elements outside of their type, and non-finite ones unless allowed. */
const checkElements = (data: Float64Array, dtype: OnnxDataType, allowNonFinite: boolean, owner: string): void => {
  const range = ranges.get(dtype);
  const bad = data.findIndex(value => (range === undefined ? !Number.isFinite(value) : value < range[0] || value > range[1]));
  if (bad === -1) return;
  const value = data[bad];
  if (range !== undefined) {
    throw new ImportError(`${owner} has ${value} at element ${bad}, outside of ${dtype} (${range.join(' to ')}).`, {
      code: 'out-of-range',
      object: owner,
      given: value,
    });
  }
  if (allowNonFinite) return;
  throw new ImportError(`${owner} has ${value} at element ${bad}: pass allowNonFinite to read it all the same.`, {
    code: 'non-finite',
    object: owner,
    given: value,
    allowed: 'finite numbers',
  });
};
