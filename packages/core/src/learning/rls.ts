import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { lowpass } from '../synapses/lowpass.js';
import { needSynapse, type SynapseRecord } from '../synapses/synapse.js';
import { ruleNumber } from './rule-number.js';

/**
 * Recursive least squares (Sussillo and Abbott, 2009; FORCE): with P starting at `learningRate dt / n` times the identity and a the filtered
 * activities, each step makes r = P a, q = 1 / (1 + a'r), P -= q r r' and changes the decoders by `-q error ⊗ r`.
 */
export interface Rls {
  readonly type: 'rls';
  readonly learningRate: number;
  /** Filter on the activities; null: none. */
  readonly preSynapse: SynapseRecord | null;
}

export interface RlsOptions {
  /** Default 1e-3. */
  readonly learningRate?: number;
  /** Default `lowpass(0.005)`. */
  readonly preSynapse?: SynapseRecord | null;
}

const names = optionNames<RlsOptions>({ learningRate: true, preSynapse: true });

export function rls(options: RlsOptions = {}): Rls {
  const { learningRate = 1e-3, preSynapse = lowpass(0.005) } = knownOptions('rls', options, names, 'rls');
  needSynapse('rls', preSynapse);
  return Object.freeze({ type: 'rls', learningRate: ruleNumber('rls', 'learningRate', learningRate, 'above 0'), preSynapse });
}
