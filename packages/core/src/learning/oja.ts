import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { lowpass } from '../synapses/lowpass.js';
import { needSynapse, type SynapseRecord } from '../synapses/synapse.js';
import { ruleNumber } from './rule-number.js';

/** Oja (1982): `learningRate dt (b ⊗ a - beta b² ∘ W)`, a and b the filtered activities of source and target, W the weights of this step. */
export interface Oja {
  readonly type: 'oja';
  readonly learningRate: number;
  readonly preSynapse: SynapseRecord | null;
  readonly postSynapse: SynapseRecord | null;
  /** Strength of forgetting. */
  readonly beta: number;
}

export interface OjaOptions {
  /** Default 1e-6. */
  readonly learningRate?: number;
  /** Default `lowpass(0.005)`. */
  readonly preSynapse?: SynapseRecord | null;
  /** Default: preSynapse. */
  readonly postSynapse?: SynapseRecord | null;
  /** Default 1. */
  readonly beta?: number;
}

const names = optionNames<OjaOptions>({ learningRate: true, preSynapse: true, postSynapse: true, beta: true });

export function oja(options: OjaOptions = {}): Oja {
  const {
    learningRate = 1e-6,
    preSynapse = lowpass(0.005),
    postSynapse = preSynapse,
    beta = 1,
  } = knownOptions('oja', options, names, 'oja');
  for (const synapse of [preSynapse, postSynapse]) needSynapse('oja', synapse);
  return Object.freeze({
    type: 'oja',
    learningRate: ruleNumber('oja', 'learningRate', learningRate, 'above 0'),
    preSynapse,
    postSynapse,
    beta: ruleNumber('oja', 'beta', beta),
  });
}
