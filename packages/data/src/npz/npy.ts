import { ImportError } from '@rheobase/core';
import { npyHeader, npyHeaderBytes } from './npy-header.js';

/** Numbers with a shape, row-major. */
export interface NumberArray {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

type Reader = (view: DataView, at: number, little: boolean) => number;

/** 64-bit integers have to be ones that float64 holds. */
const exact =
  (read: (view: DataView, at: number, little: boolean) => bigint): Reader =>
  (view, at, little) => {
    const value = read(view, at, little);
    const number = Number(value);
    if (!Number.isSafeInteger(number)) {
      throw new ImportError(`the integer ${value} has no exact float64`, {
        code: 'inexact-integer',
        given: String(value),
        allowed: 'up to 2^53',
      });
    }
    return number;
  };

/** How an element of each kind and width is read. */
const readers: Readonly<Record<string, Reader>> = Object.freeze({
  f8: (view, at, little) => view.getFloat64(at, little),
  f4: (view, at, little) => view.getFloat32(at, little),
  i8: exact((view, at, little) => view.getBigInt64(at, little)),
  u8: exact((view, at, little) => view.getBigUint64(at, little)),
  i4: (view, at, little) => view.getInt32(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  i2: (view, at, little) => view.getInt16(at, little),
  u2: (view, at, little) => view.getUint16(at, little),
  i1: (view, at) => view.getInt8(at),
  u1: (view, at) => view.getUint8(at),
  b1: (view, at) => (view.getUint8(at) === 0 ? 0 : 1),
});

/** Where each element of a row-major array lies in one whose first axis runs fastest. */
function* fortranPlaces(shape: readonly number[], count: number): Generator<number> {
  for (let index = 0; index < count; index++) {
    let [rest, block, place] = [index, count, 0];
    let stride = 1;
    for (const length of shape) {
      block /= length;
      place += Math.floor(rest / block) * stride;
      rest %= block;
      stride *= length;
    }
    yield place;
  }
}

/**
 * Reads a `.npy` array of numbers as float64: floats of 4 and 8 bytes, integers, truth values; either byte order, either order of axes.
 * `ImportError` names the array and what is wrong with it.
 */
export function readNpy(name: string, bytes: Uint8Array): NumberArray {
  const { descr, fortranOrder, shape, start } = npyHeader(name, bytes);
  const read = readers[descr.slice(1)];
  if (!read || !'<>|='.includes(descr.charAt(0))) {
    throw new ImportError(`${name}: elements of type '${descr}' are not read; convert to float64 first`, {
      code: 'unknown-type',
      object: name,
      given: descr,
      allowed: Object.keys(readers).join(', '),
    });
  }
  const width = Number(descr.slice(2));
  const count = shape.reduce((product, length) => product * length, 1);
  if (bytes.length - start !== count * width) {
    throw new ImportError(`${name}: ${count} elements of ${width} bytes are announced, but ${bytes.length - start} bytes follow`, {
      code: 'wrong-length',
      object: name,
      given: bytes.length - start,
      allowed: `${count * width} bytes`,
    });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, count * width);
  const little = !descr.startsWith('>');
  const places = fortranOrder && shape.length > 1 ? fortranPlaces(shape, count) : null;
  const data = places
    ? Float64Array.from(places, place => read(view, place * width, little))
    : Float64Array.from({ length: count }, (_, i) => read(view, i * width, little));
  return { shape, data };
}

/** A `.npy` file of float64, row-major. */
export function writeNpy({ shape, data }: NumberArray): Uint8Array {
  const header = npyHeaderBytes(shape);
  const bytes = new Uint8Array(header.length + data.length * 8);
  bytes.set(header);
  const view = new DataView(bytes.buffer, header.length);
  data.forEach((value, i) => {
    view.setFloat64(i * 8, value, true);
  });
  return bytes;
}
