import { ImportError } from '@rheobase/core';
import { unzipSync, zipSync } from 'fflate';
import { type NumberArray, readNpy, writeNpy } from './npy.js';

/** The entries of a zip file, stored or deflated. */
function entries(file: string, bytes: Uint8Array): Readonly<Record<string, Uint8Array>> {
  try {
    return unzipSync(bytes);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ImportError(`${file} is not an .npz file: ${why}`, { code: 'invalid-npz', object: file, allowed: 'a file of numpy.savez' });
  }
}

/** The arrays of an `.npz` file (numpy.savez, numpy.savez_compressed), by name. */
export function readNpz(file: string, bytes: Uint8Array): ReadonlyMap<string, NumberArray> {
  return new Map(
    Object.entries(entries(file, bytes)).map(([entry, content]) => {
      const name = entry.replace(/\.npy$/, '');
      return [name, readNpy(`${file}: array '${name}'`, content)];
    }),
  );
}

/** An `.npz` file as numpy.load reads it; the same arrays make the same bytes. */
export function writeNpz(arrays: ReadonlyMap<string, NumberArray>): Uint8Array {
  const named = Array.from(arrays, ([name, array]) => [`${name}.npy`, writeNpy(array)] as const);
  // The zip format has no earlier time.
  return zipSync(Object.fromEntries(named), { level: 6, mtime: new Date(1980, 0, 1) });
}
