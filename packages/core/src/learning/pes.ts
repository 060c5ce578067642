import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { lowpass } from '../synapses/lowpass.js';
import { needSynapse, type SynapseRecord } from '../synapses/synapse.js';
import { ruleNumber } from './rule-number.js';

/**
 * Prescribed error sensitivity (MacNeil and Eliasmith, 2011): decoders move against the error sent to the rule,
 * `-learningRate dt / n error ⊗ a`, a the filtered activities of the n neurons. The error is actual less wanted.
 */
export interface Pes {
  readonly type: 'pes';
  readonly learningRate: number;
  /** Filter on the activities; null: none. */
  readonly preSynapse: SynapseRecord | null;
}

export interface PesOptions {
  /** Default 1e-4. */
  readonly learningRate?: number;
  /** Default `lowpass(0.005)`. */
  readonly preSynapse?: SynapseRecord | null;
}

const names = optionNames<PesOptions>({ learningRate: true, preSynapse: true });

export function pes(options: PesOptions = {}): Pes {
  const { learningRate = 1e-4, preSynapse = lowpass(0.005) } = knownOptions('pes', options, names, 'pes');
  needSynapse('pes', preSynapse);
  return Object.freeze({ type: 'pes', learningRate: ruleNumber('pes', 'learningRate', learningRate, 'above 0'), preSynapse });
}
