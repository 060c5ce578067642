import { alpha, type Fields, lowpass, type SynapseRecord } from '@rheobase/core';
import { NotYet } from './not-yet.js';

/** A synapse of a golden file; times in s. */
export function goldenSynapse(at: Fields): SynapseRecord {
  const type = at.oneOf('type', ['lowpass', 'alpha', 'triangle', 'linear']);
  switch (type) {
    case 'lowpass':
      return lowpass(at.number('tau'));
    case 'alpha':
      return alpha(at.number('tau'));
    case 'triangle':
    case 'linear':
      throw new NotYet(`synapse ${type}`);
  }
}

/** The synapse under a name; null where there is none. */
export const synapseAt = (at: Fields, name: string): SynapseRecord | null => (at.has(name) ? goldenSynapse(at.fields(name)) : null);
