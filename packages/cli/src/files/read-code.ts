import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Definition, type HostFunction, ValidationError } from '@rheobase/core';
import { bytesOf } from './read-file.js';

/** What documents refer to by name: host functions, and what was defined in code. */
export interface Code {
  readonly functions: Readonly<Record<string, HostFunction>>;
  readonly definitions: readonly Definition[];
}

const isFunction = (value: unknown): value is HostFunction => typeof value === 'function';
const isDefinition = (value: unknown): value is Definition =>
  typeof value === 'object' && value !== null && 'kind' in value && 'name' in value && 'version' in value;

function refuse(file: string, what: string): never {
  throw new ValidationError(`${file}: ${what}`, { code: 'invalid-code', object: file, allowed: 'exports named functions or definitions' });
}

function functionsOf(file: string, given: unknown): Readonly<Record<string, HostFunction>> {
  if (given === undefined) return {};
  const entries = typeof given === 'object' && given !== null ? Object.entries(given) : [];
  const named = entries.filter((entry): entry is [string, HostFunction] => isFunction(entry[1]));
  if (named.length > 0 && named.length === entries.length) return Object.fromEntries(named);
  return refuse(file, "its functions must be functions by name, as in export const functions = { 'my/name': (time, x) => [...] }");
}

function definitionsOf(file: string, given: unknown): readonly Definition[] {
  if (given === undefined) return [];
  if (Array.isArray(given) && given.every(isDefinition)) return given;
  return refuse(
    file,
    'its definitions must be a list, as in export const definitions = [decay.definition] where decay = defineLearningRule(...)',
  );
}

/**
 * What a JavaScript module provides: its exports `functions`, an object of functions (time in s, x) by name, and `definitions`, a list. The
 * module is run; nothing is ever loaded because a document names it.
 */
export async function readCode(file: string | undefined): Promise<Code> {
  if (file === undefined) return { functions: {}, definitions: [] };
  bytesOf(file);
  const module: { readonly functions?: unknown; readonly definitions?: unknown } = await import(pathToFileURL(resolve(file)).href);
  if (module.functions === undefined && module.definitions === undefined) refuse(file, 'it exports neither functions nor definitions');
  return { functions: functionsOf(file, module.functions), definitions: definitionsOf(file, module.definitions) };
}
