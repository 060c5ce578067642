import type { SynapseRecord } from '../synapses/synapse.js';
import { checkedProcess } from './check-process.js';

/** A synapse as a process: gives out what comes in, filtered. */
export interface Filtered {
  readonly type: 'filtered';
  readonly synapse: SynapseRecord;
}

/** A process that filters its input, within the step. */
export const filtered = (synapse: SynapseRecord): Filtered => checkedProcess({ type: 'filtered', synapse });
