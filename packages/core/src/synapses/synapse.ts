import { ValidationError } from '../errors.js';
import { family, inner } from '../record/family.js';
import { type Fallback, orNull } from '../record/field.js';
import type { RecordOf } from '../record/held.js';
import { alpha } from './alpha.js';
import type { SynapseBehaviour } from './behaviour.js';
import { customSynapse } from './custom-synapse.js';
import type { Filter } from './filter.js';
import { type LinearFilter, linearFilter } from './linear-filter.js';
import { lowpass } from './lowpass.js';
import { triangle } from './triangle.js';

/** Every kind of synapse. */
export const synapses = family('synapse', [lowpass, alpha, linearFilter, triangle, customSynapse], {
  such: 'lowpass(0.005)',
  remedy: given => `write lowpass(${typeof given === 'number' ? given : 0.005})`,
});

/** A filter on what a connection carries. Every synapse delays by one step, also with tau = 0; `null` in its place delays by none. */
export type SynapseRecord = RecordOf<(typeof synapses.list)[number]>;

export type SynapseKind = SynapseRecord['type'];

/** A field that holds a synapse, or null for none. */
export function synapseOrNull(fallback: Fallback<SynapseRecord | null>) {
  return orNull(inner(synapses), fallback);
}

/** Refuses what is neither a synapse nor null; `object` is what errors name. */
export function needSynapse(object: string, given: SynapseRecord | null): void {
  if (given !== null) synapses.check(`${object}: synapse`, given);
}

const behaviourOf = (synapse: SynapseRecord): SynapseBehaviour<SynapseRecord> => synapses.kindOf(synapse).behaviour;

/** The transfer function of a synapse; null for one that is made of steps, such as `triangle`. */
function ratio(synapse: SynapseRecord): LinearFilter | null {
  const found = behaviourOf(synapse).transferFunction(synapse);
  return found === null ? null : linearFilter(found);
}

/** A synapse as a ratio of polynomials. A triangle has none: it is made of steps, however long they are. */
export function transferFunction(synapse: SynapseRecord): LinearFilter {
  const found = ratio(synapses.check('transferFunction', synapse));
  if (found !== null) return found;
  throw new ValidationError(`${synapse.type}: it has no transfer function, for it is made of steps; use lowpass, alpha or linearFilter`, {
    code: 'no-transfer-function',
    object: synapse.type,
    given: synapse.type,
    allowed: 'lowpass, alpha, linearFilter',
  });
}

/** What steps of `dt` seconds make of a synapse: its exact form, or the transfer function from which one follows. */
export function filterOf(synapse: SynapseRecord, dt: number): Filter | LinearFilter {
  return behaviourOf(synapse).filter(synapse, dt) ?? ratio(synapse) ?? transferFunction(synapse);
}
