import { type FieldTable, knownFields } from '../definitions/known-fields.js';
import type { SynapseRecord } from './synapse.js';

/** Numbers and words are checked by `checkedSynapse`. */
const table: FieldTable<SynapseRecord> = {
  lowpass: { tau: true },
  alpha: { tau: true },
  linearFilter: { numerator: true, denominator: true, analog: true, method: true },
  triangle: { t: true },
};

/** Refuses what is no synapse, or one without exactly the fields of its type. */
export function needSynapseFields(object: string, given: unknown): asserts given is SynapseRecord {
  knownFields(object, given, table);
}
