import { ImportError } from '../errors.js';
import { Fields, type Json } from '../record/fields.js';
import { bytesPerElement, dataFromBytes, sizeOf, type Tensor, type TensorData, tensor } from '../tensor.js';

declare const btoa: (binary: string) => string;
declare const atob: (base64: string) => string;

/** Arrays up to this many elements are written as readable numbers. */
const READABLE = 1024;
const DTYPES = ['float64', 'float32', 'int32', 'uint8'] as const;

const readable = (data: TensorData): boolean => data.length <= READABLE && data.every(x => Number.isFinite(x) && !Object.is(x, -0));

function toBase64(data: TensorData): string {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}

function fromBase64(text: string, where: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), character => character.charCodeAt(0));
  } catch {
    throw new ImportError(`${where}.base64 is not base64 text`, { code: 'invalid-document', object: where });
  }
}

/** A tensor as JSON: readable numbers where they are few and exact, else little-endian bytes in base64. */
export const tensorToJSON = ({ dtype, shape, data }: Tensor): Json =>
  readable(data) ? { dtype, shape, values: Array.from(data) } : { dtype, shape, base64: toBase64(data) };

export function tensorFromJSON(value: unknown, where: string): Tensor {
  const fields = new Fields(value, where);
  const dtype = fields.oneOf('dtype', DTYPES);
  const shape = fields.numbers('shape');
  if (shape.some(length => !Number.isInteger(length) || length < 0)) throw Fields.wrong(`${where}.shape`, shape, 'whole numbers >= 0');
  const count = sizeOf(shape);
  const bytes = fields.has('base64') ? fromBase64(fields.text('base64'), where) : null;
  const given = bytes ? bytes.length / bytesPerElement[dtype] : fields.list('values').length;
  if (given !== count) throw Fields.wrong(`${where} of shape [${shape}]`, given, `${count} elements`);
  if (bytes) return tensor(shape, dataFromBytes(dtype, bytes));
  const data = dataFromBytes(dtype, new Uint8Array(count * bytesPerElement[dtype]));
  const values = fields.numbers('values');
  data.set(values);
  const lost = dtype === 'float32' ? -1 : values.findIndex((value, index) => value !== data[index]);
  if (lost >= 0) throw Fields.wrong(`${where}.values[${lost}]`, values[lost], `a number of type ${dtype}`);
  return tensor(shape, data);
}
