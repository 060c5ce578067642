import { ImportError } from '@rheobase/core';

/** What the header of a `.npy` file says. */
export interface NpyHeader {
  /** As numpy writes it: byte order, kind and width, as in `<f8`. */
  readonly descr: string;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** Where the elements begin. */
  readonly start: number;
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

function wrong(name: string, what: string): ImportError {
  return new ImportError(`${name}: ${what}`, { code: 'invalid-npy', object: name });
}

/** Number of bytes before the header's text, and length of that text. */
function lengths(name: string, bytes: Uint8Array): readonly [number, number] {
  if (bytes.length < 12 || MAGIC.some((byte, i) => bytes[i] !== byte)) throw wrong(name, 'this is not a .npy array');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = bytes[6] ?? 0;
  if (version === 1) return [10, view.getUint16(8, true)];
  if (version === 2 || version === 3) return [12, view.getUint32(8, true)];
  throw wrong(name, `version ${version} of the .npy format is not known; 1 to 3 are`);
}

/** Reads the header of a `.npy` file, versions 1 to 3 (numpy.lib.format). */
export function npyHeader(name: string, bytes: Uint8Array): NpyHeader {
  const [before, length] = lengths(name, bytes);
  const start = before + length;
  if (start > bytes.length) throw wrong(name, 'the header is cut off');
  const text = new TextDecoder().decode(bytes.subarray(before, start));
  const descr = /'descr'\s*:\s*'([^']*)'/.exec(text)?.[1];
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1];
  const shape = /'shape'\s*:\s*\(([\d\s,]*)\)/.exec(text)?.[1];
  if (order === undefined || shape === undefined) throw wrong(name, 'the header does not tell shape and order');
  if (descr === undefined) throw wrong(name, 'arrays of records are not read; give plain numbers');
  const sizes = shape.split(',').flatMap(part => (part.trim() === '' ? [] : [Number(part)]));
  if (!sizes.every(Number.isSafeInteger)) throw wrong(name, `shape (${shape}) is larger than any array`);
  return { descr, fortranOrder: order === 'True', shape: sizes, start };
}

/** The header of a float64 array in row-major order, padded so that the elements begin at a multiple of 64. */
export function npyHeaderBytes(shape: readonly number[]): Uint8Array {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '<f8', 'fortran_order': False, 'shape': (${sizes}), }`;
  const length = Math.ceil((10 + text.length + 1) / 64) * 64 - 10;
  const bytes = new Uint8Array(10 + length).fill(0x20);
  bytes.set([...MAGIC, 1, 0, length & 0xff, length >> 8]);
  bytes.set(new TextEncoder().encode(text), 10);
  bytes[bytes.length - 1] = 0x0a;
  return bytes;
}
