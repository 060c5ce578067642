import { ImportError } from '@rheobase/core';

/** An array from an IDX file of unsigned bytes, the format of MNIST. */
export interface IdxArray {
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

/** Largest array that is read, in elements: far above any image set, below what would exhaust memory. */
const LIMIT = 2 ** 30;

/** The bytes themselves, unpacked where they are gzipped; `ImportError` names the file where the archive is damaged. */
export async function unpacked(bytes: Uint8Array, name: string): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    // A copy: a Response takes no memory that threads share.
    const stream = new Response(new Uint8Array(bytes)).body?.pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw new ImportError(`${name}: the gzip archive is damaged or cut short`, { code: 'truncated', object: name, given: bytes.length });
  }
}

/** Reads an IDX file of unsigned bytes; `ImportError` names the file and what is wrong with it. */
export function parseIdx(bytes: Uint8Array, name: string): IdxArray {
  const fail = (what: string, allowed: string): never => {
    throw new ImportError(`${name}: ${what}; ${allowed} is needed`, { code: 'invalid-idx', object: name, given: bytes.length, allowed });
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0) fail('it does not start like an IDX file', 'an IDX file of unsigned bytes');
  if (view.getUint8(2) !== 0x08) fail(`its elements are of type 0x${view.getUint8(2).toString(16)}`, 'type 0x08 (unsigned bytes)');
  const axes = view.getUint8(3);
  if (axes < 1 || bytes.length < 4 + 4 * axes) fail(`its header of ${axes} axes is cut short`, 'a whole header');
  const shape = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis));
  const count = shape.reduce((product, length) => product * length, 1);
  const present = bytes.length - 4 - 4 * axes;
  if (count > LIMIT || count !== present)
    fail(`its header says [${shape}], ${count} bytes, but ${present} follow`, 'as many bytes as the header says');
  return { shape, data: bytes.subarray(4 + 4 * axes) };
}
