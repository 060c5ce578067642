import { ValidationError } from '../errors.js';
import type { LearningRuleDefinition } from '../learning/custom-learning-rule.js';
import type { NeuronDefinition } from '../neurons/custom-neuron.js';
import type { ProcessDefinition } from '../processes/custom-process.js';
import type { SolverDefinition } from '../solvers/custom-solver.js';
import type { SynapseDefinition } from '../synapses/custom-synapse.js';

/**
 * What a user defined in code: a learning rule, a neuron type, a process, a synapse, a solver. Documents hold its name and version alone; whoever
 * runs one that was read back hands the definition in, as `definitions: [...]`.
 */
export type Definition = LearningRuleDefinition | NeuronDefinition | ProcessDefinition | SynapseDefinition | SolverDefinition;

export type DefinitionKind = Definition['kind'];

/** The definition of a kind with this name and version; undefined if it is not among them. */
export function findDefinition<K extends DefinitionKind>(
  definitions: readonly Definition[],
  kind: K,
  name: string,
  version: string,
): Extract<Definition, { readonly kind: K }> | undefined {
  return definitions.find(
    (d): d is Extract<Definition, { readonly kind: K }> => d.kind === kind && d.name === name && d.version === version,
  );
}

const what: Readonly<Record<DefinitionKind, string>> = {
  learningRule: 'learning rule',
  neuron: 'neuron type',
  process: 'process',
  solver: 'solver',
  synapse: 'synapse',
};

/** A record of something that a user defined. */
interface Defined<D extends Definition> {
  readonly name: string;
  readonly version: string;
  readonly implementation?: D;
}

/**
 * The definition behind a record: the one handed in for its name and version, else the one that it carries. `ValidationError` names both if
 * there is none; `object` is what needs it.
 */
export function needDefinition<K extends DefinitionKind>(
  definitions: readonly Definition[],
  kind: K,
  { name, version, implementation }: Defined<Extract<Definition, { readonly kind: K }>>,
  object: string,
): Extract<Definition, { readonly kind: K }> {
  const found = findDefinition(definitions, kind, name, version) ?? implementation;
  if (found) return found;
  const others = definitions.filter(d => d.kind === kind && d.name === name).map(d => d.version);
  const but = others.length > 0 ? `; those given are of version ${others.join(', ')}` : '';
  throw new ValidationError(
    `${object}: ${what[kind]} '${name}' (version ${version}) is not at hand${but}; pass its definition in definitions: [...]`,
    { code: 'missing-definition', object, given: name, allowed: `a definition of '${name}', version ${version}` },
  );
}
