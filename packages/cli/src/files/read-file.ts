import { readFileSync, statSync } from 'node:fs';
import { ValidationError } from '@rheobase/core';

/** The bytes of a file, or of a FIFO to its end; `ValidationError` where there is none. */
export function bytesOf(file: string): Uint8Array {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found || found.isDirectory()) {
    const what = found ? `'${file}' is a folder` : `there is no file '${file}'`;
    throw new ValidationError(what, { code: 'no-file', given: file, allowed: 'an existing file' });
  }
  return new Uint8Array(readFileSync(file));
}
