import type { Fields } from '../document/fields.js';
import { alpha, lowpass, type SynapseRecord } from './synapse.js';

/** Reads a synapse of a document, through the function that makes it. */
export function readSynapse(at: Fields): SynapseRecord {
  const type = at.oneOf('type', ['lowpass', 'alpha']);
  switch (type) {
    case 'lowpass':
      return lowpass(at.number('tau'));
    case 'alpha':
      return alpha(at.number('tau'));
  }
}

/** The same synapse through the function that makes its type, for its checks: `ValidationError` names type, parameter and value. */
export function checkedSynapse(synapse: SynapseRecord): SynapseRecord {
  switch (synapse.type) {
    case 'lowpass':
      return lowpass(synapse.tau);
    case 'alpha':
      return alpha(synapse.tau);
  }
}
