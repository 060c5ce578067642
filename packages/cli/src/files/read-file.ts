import { readFileSync, statSync } from 'node:fs';
import { ValidationError } from '@rheobase/core';

/** The bytes of a file; `ValidationError` where there is none. */
export function bytesOf(file: string): Uint8Array {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new ValidationError(`there is no file '${file}'`, { code: 'no-file', given: file, allowed: 'an existing file' });
  }
  return new Uint8Array(readFileSync(file));
}
