import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ValidationError } from '@rheobase/core';

/** Refuses a file that could not be written, before any work is done for it. */
export function checkOutput(file: string): void {
  const folder = dirname(file);
  const fault = !statSync(folder, { throwIfNoEntry: false })?.isDirectory()
    ? `there is no folder '${folder}'`
    : statSync(file, { throwIfNoEntry: false })?.isDirectory()
      ? 'it is a folder'
      : null;
  if (fault === null) return;
  throw new ValidationError(`cannot write '${file}': ${fault}`, {
    code: 'no-folder',
    given: file,
    allowed: 'a file in an existing folder',
  });
}

/** Writes a file whole or not at all: what is there stays until the new content is complete beside it. */
export function writeWhole(file: string, bytes: Uint8Array): void {
  const part = `${file}.${process.pid}.part`;
  try {
    writeFileSync(part, bytes);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}
