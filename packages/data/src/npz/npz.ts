import { ImportError } from '@rheobase/core';
import { zipSync } from 'fflate';
import { type NumberArray, readNpy, writeNpy } from './npy.js';
import { unzip } from './unzip.js';

/**
 * The arrays of an `.npz` file (numpy.savez, numpy.savez_compressed), by name. `ImportError` where the file is damaged in any way: every byte of
 * an array is covered by a checksum.
 */
export function readNpz(file: string, bytes: Uint8Array): ReadonlyMap<string, NumberArray> {
  const arrays = new Map<string, NumberArray>();
  for (const [entry, content] of unzip(file, bytes)) {
    const name = entry.replace(/\.npy$/, '');
    if (arrays.has(name))
      throw new ImportError(`${file}: array '${name}' is there twice`, { code: 'duplicate-name', object: file, given: name });
    arrays.set(name, readNpy(`${file}: array '${name}'`, content));
  }
  return arrays;
}

/** An `.npz` file as numpy.load reads it; the same arrays make the same bytes. */
export function writeNpz(arrays: ReadonlyMap<string, NumberArray>): Uint8Array {
  const named = Array.from(arrays, ([name, array]) => [`${name}.npy`, writeNpy(array)] as const);
  // The zip format has no earlier time.
  return zipSync(Object.fromEntries(named), { level: 6, mtime: new Date(1980, 0, 1) });
}
