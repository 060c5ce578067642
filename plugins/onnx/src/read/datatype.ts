import { UnsupportedError } from '@rheobase/core';
import type { OnnxDataType } from './model.js';

/** Names of the ONNX element types, by number. */
const names: readonly string[] = [
  'undefined',
  'float32',
  'uint8',
  'int8',
  'uint16',
  'int16',
  'int32',
  'int64',
  'string',
  'bool',
  'float16',
  'float64',
  'uint32',
  'uint64',
  'complex64',
  'complex128',
  'bfloat16',
  'float8e4m3fn',
  'float8e4m3fnuz',
  'float8e5m2',
  'float8e5m2fnuz',
  'uint4',
  'int4',
  'float4e2m1',
];

/** Bytes of one element in raw data, for the element types that can be read. */
export const bytesPerElement: ReadonlyMap<OnnxDataType, number> = new Map<OnnxDataType, number>([
  ['float32', 4],
  ['float64', 8],
  ['int32', 4],
  ['int64', 8],
  ['int8', 1],
  ['uint8', 1],
  ['bool', 1],
]);

const readable = [...bytesPerElement.keys()];

/** The element type with a number, if it is one that can be read. */
export const findDataType = (code: number): OnnxDataType | undefined => readable.find(dtype => dtype === names[code]);

/** The element type with a number. Throws UnsupportedError naming the owner for all others, float16 among them. */
export const dataType = (code: number, owner: string): OnnxDataType => {
  const found = findDataType(code);
  if (found !== undefined) return found;
  throw new UnsupportedError(`${owner} has element type ${names[code] ?? code}; those that can be read are ${readable.join(', ')}.`, {
    code: 'unsupported-data-type',
    object: owner,
    given: names[code] ?? code,
    allowed: readable.join(', '),
  });
};
