import { ImportError } from '@rheobase/core';
import { integerOf, messagesOf, textOf } from './fields.js';
import type { WireMessage } from './wire.js';

/** Gives the bytes of a side file by its bare name (no folders). */
export type ExternalResolver = (name: string) => Uint8Array;

/**
 * The bytes of a tensor that are kept in a side file, or undefined when the tensor carries its own data. Off unless a resolver is given;
 * names with folders, drives or `..` are refused before the resolver sees them; the range has to lie in the file and match the size.
 */
export const externalBytes = (
  tensor: WireMessage,
  owner: string,
  bytesNeeded: number,
  resolve: ExternalResolver | undefined,
): Uint8Array | undefined => {
  const entries = new Map(messagesOf(tensor, 'externalData').map(entry => [textOf(entry, 'key'), textOf(entry, 'value')]));
  if (integerOf(tensor, 'dataLocation', owner) !== 1 && entries.size === 0) return undefined;
  const location = entries.get('location') ?? '';
  if (!isBareName(location))
    throw fault('unsafe-location', `names the side file ${JSON.stringify(location)}, which is not a bare file name`, owner);
  if (resolve === undefined) {
    throw fault(
      'external-data',
      `keeps its data in the side file ${JSON.stringify(location)}: pass resolveExternal to hand over its bytes`,
      owner,
    );
  }
  const offset = rangeNumber(entries.get('offset'), 0, 'offset', owner);
  const length = rangeNumber(entries.get('length'), bytesNeeded, 'length', owner);
  if (length !== bytesNeeded)
    throw fault('size-mismatch', `takes ${length} bytes of ${location}, but its shape needs ${bytesNeeded}`, owner);
  const file = resolve(location);
  if (!(file instanceof Uint8Array))
    throw fault('external-data', `got no Uint8Array from resolveExternal for ${JSON.stringify(location)}`, owner);
  if (offset > file.length || length > file.length - offset) {
    throw fault('truncated', `takes bytes ${offset} to ${offset + length} of ${location}, which has ${file.length}`, owner);
  }
  return file.subarray(offset, offset + length);
};

/** One path segment: no separators, no drive, no parent, no control characters. */
const isBareName = (name: string): boolean =>
  name !== '' &&
  name !== '.' &&
  name !== '..' &&
  !/[/\\:]/.test(name) &&
  [...name].every(character => character >= ' ' && character !== '\x7f');

const rangeNumber = (text: string | undefined, fallback: number, key: string, owner: string): number => {
  if (text === undefined) return fallback;
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value))
    throw fault('malformed-external-data', `has external data with ${key} ${JSON.stringify(text)}, not a byte count`, owner);
  return value;
};

const fault = (code: string, problem: string, owner: string): ImportError =>
  new ImportError(`${owner} ${problem}.`, { code, object: owner });
