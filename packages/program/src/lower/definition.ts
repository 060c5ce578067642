import { type Definition, type DefinitionKind, findDefinition, ValidationError } from '@rheobase/core';
import type { Draft } from './draft.js';

const WHAT: Readonly<Record<DefinitionKind, string>> = {
  learningRule: 'learning rule',
  neuron: 'neuron type',
  process: 'process',
  synapse: 'synapse',
};

/** A record of something that a user defined. */
interface Defined<D extends Definition> {
  readonly name: string;
  readonly version: string;
  readonly implementation?: D;
}

/**
 * The definition behind a record: the one handed in for its name and version, else the one that it carries. `ValidationError` names both
 * where there is none; on a dry run it may be missing.
 */
export function definitionFor<K extends DefinitionKind>(
  draft: Draft,
  kind: K,
  { name, version, implementation }: Defined<Extract<Definition, { readonly kind: K }>>,
  path: string,
): Extract<Definition, { readonly kind: K }> | undefined {
  const found = findDefinition(draft.definitions, kind, name, version) ?? implementation;
  if (found || draft.dry) return found;
  const others = draft.definitions.filter(d => d.kind === kind && d.name === name).map(d => d.version);
  const but = others.length > 0 ? `; those given are of version ${others.join(', ')}` : '';
  throw new ValidationError(
    `${path}: ${WHAT[kind]} '${name}' (version ${version}) is not at hand${but}; pass its definition in definitions: [...]`,
    { code: 'missing-definition', object: path, given: name, allowed: `a definition of '${name}', version ${version}` },
  );
}
