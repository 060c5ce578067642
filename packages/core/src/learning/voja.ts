import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { lowpass } from '../synapses/lowpass.js';
import { needSynapse, type SynapseRecord } from '../synapses/synapse.js';
import { ruleNumber } from './rule-number.js';

/**
 * Vector Oja (Voelker, Crawford and Eliasmith, 2014): encoders E of active neurons move towards the whole input x of the target ensemble,
 * `learningRate dt s ((gain / radius ∘ b) ⊗ x - b ∘ E)`; s is one plus what is sent to the rule, so -1 stops it.
 */
export interface Voja {
  readonly type: 'voja';
  readonly learningRate: number;
  /** Filter on the activities b of the target; null: none. */
  readonly postSynapse: SynapseRecord | null;
}

export interface VojaOptions {
  /** Default 1e-2. */
  readonly learningRate?: number;
  /** Default `lowpass(0.005)`. */
  readonly postSynapse?: SynapseRecord | null;
}

const names = optionNames<VojaOptions>({ learningRate: true, postSynapse: true });

export function voja(options: VojaOptions = {}): Voja {
  const { learningRate = 1e-2, postSynapse = lowpass(0.005) } = knownOptions('voja', options, names, 'voja');
  needSynapse('voja', postSynapse);
  return Object.freeze({ type: 'voja', learningRate: ruleNumber('voja', 'learningRate', learningRate, 'above 0'), postSynapse });
}
