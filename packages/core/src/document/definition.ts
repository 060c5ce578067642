import type { LearningRuleDefinition } from '../learning/custom-learning-rule.js';
import type { NeuronDefinition } from '../neurons/custom-neuron.js';
import type { ProcessDefinition } from '../processes/custom-process.js';
import type { SynapseDefinition } from '../synapses/custom-synapse.js';

/**
 * What a user defined in code: a learning rule, a neuron type, a process, a synapse. Documents hold its name and version alone; whoever runs one that
 * was read back hands the definition in, as `definitions: [...]`.
 */
export type Definition = LearningRuleDefinition | NeuronDefinition | ProcessDefinition | SynapseDefinition;

export type DefinitionKind = Definition['kind'];

/** The definition of a kind with this name and version; undefined where it is not among them. */
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
