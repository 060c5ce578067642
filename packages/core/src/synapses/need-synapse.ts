import { isTyped, wrongRecord } from '../definitions/wrong-record.js';
import { synapseField } from './read-synapse.js';
import type { SynapseRecord } from './synapse.js';

/** Rejects what is neither a synapse nor null. */
export function needSynapse(object: string, given: SynapseRecord | null): void {
  if (given === null) return;
  if (isTyped(given)) synapseField(object, 'synapse', given);
  else
    wrongRecord(
      object,
      'synapse',
      given,
      'a record such as lowpass(tau) or null',
      `write lowpass(${typeof given === 'number' ? given : 0.005})`,
    );
}
