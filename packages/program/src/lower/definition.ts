import { type Definition, type DefinitionKind, findDefinition, needDefinition } from '@rheobase/core';
import type { Draft } from './draft.js';

/**
 * The definition behind a record: the one handed in for its name and version, else the one that it carries. `ValidationError` names both if
 * there is none; on a dry run it may be missing.
 */
export function definitionFor<K extends DefinitionKind>(
  { definitions, dry }: Draft,
  kind: K,
  record: Parameters<typeof needDefinition<K>>[2],
  path: string,
): Extract<Definition, { readonly kind: K }> | undefined {
  if (dry) return findDefinition(definitions, kind, record.name, record.version) ?? record.implementation;
  return needDefinition(definitions, kind, record, path);
}
