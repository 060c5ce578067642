import type { Filter, SynapseRecord } from '@rheobase/core';
import { discretise } from '../filter/discretise.js';
import { definitionFor } from './definition.js';
import type { Draft } from './draft.js';

/** The step form of a synapse of an object, a user's own through its definition. */
export function stepsOf(draft: Draft, synapse: SynapseRecord, path: string): Filter {
  if (synapse.type !== 'customSynapse') return discretise(synapse, draft.dt);
  const implementation = definitionFor(draft, 'synapse', synapse, path);
  return implementation ? discretise({ ...synapse, implementation }, draft.dt) : { form: 'gain', d: 1 };
}
