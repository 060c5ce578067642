import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type HostFunction, ValidationError } from '@rheobase/core';
import { bytesOf } from './read-file.js';

const isFunction = (value: unknown): value is HostFunction => typeof value === 'function';

/**
 * The host functions that a JavaScript module provides: its export `functions`, an object of functions (time in s, x) by name. The module is
 * run; nothing is ever loaded because a document names it.
 */
export async function readFunctions(file: string | undefined): Promise<Readonly<Record<string, HostFunction>>> {
  if (file === undefined) return {};
  bytesOf(file);
  const module: { readonly functions?: unknown } = await import(pathToFileURL(resolve(file)).href);
  const { functions } = module;
  const entries = typeof functions === 'object' && functions !== null ? Object.entries(functions) : null;
  const named = entries?.filter((entry): entry is [string, HostFunction] => isFunction(entry[1]));
  if (!named || named.length !== entries?.length) {
    throw new ValidationError(`${file} must export functions by name: export const functions = { 'my/name': (time, x) => [...] }`, {
      code: 'no-functions',
      object: file,
      allowed: 'an export named functions',
    });
  }
  return Object.fromEntries(named);
}
