import { wholeNumber } from '../size.js';
import { type SynapseRecord, synapses } from '../synapses/synapse.js';

/** Filters the sum of what comes in; what it gives out is of the same step. */
export interface SynapseNode {
  readonly type: 'synapse';
  readonly size: number;
  readonly synapse: SynapseRecord;
}

/** A node that filters `size` values. It has no delay of its own, in contrast to the synapse of a connection. */
export const synapseNode = (synapse: SynapseRecord, size: number): SynapseNode =>
  Object.freeze({ type: 'synapse', size: wholeNumber('synapse', 'size', size), synapse: synapses.check('synapse', synapse) });
