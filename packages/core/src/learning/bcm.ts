import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { lowpass } from '../synapses/lowpass.js';
import { needSynapse, type SynapseRecord } from '../synapses/synapse.js';
import { ruleNumber } from './rule-number.js';

/**
 * Bienenstock, Cooper and Munro (1982): `learningRate dt b (b - theta) ⊗ a`; a and b the filtered activities of
 * source and target, theta the target's activity through a slow filter of its own.
 */
export interface Bcm {
  readonly type: 'bcm';
  readonly learningRate: number;
  readonly preSynapse: SynapseRecord | null;
  readonly postSynapse: SynapseRecord | null;
  /** Filter that makes theta of the target's activity (not of b). */
  readonly thetaSynapse: SynapseRecord | null;
}

export interface BcmOptions {
  /** Default 1e-9. */
  readonly learningRate?: number;
  /** Default `lowpass(0.005)`. */
  readonly preSynapse?: SynapseRecord | null;
  /** Default: preSynapse. */
  readonly postSynapse?: SynapseRecord | null;
  /** Default `lowpass(1)`. */
  readonly thetaSynapse?: SynapseRecord | null;
}

const names = optionNames<BcmOptions>({ learningRate: true, preSynapse: true, postSynapse: true, thetaSynapse: true });

export function bcm(options: BcmOptions = {}): Bcm {
  const {
    learningRate = 1e-9,
    preSynapse = lowpass(0.005),
    postSynapse = preSynapse,
    thetaSynapse = lowpass(1),
  } = knownOptions('bcm', options, names, 'bcm');
  for (const synapse of [preSynapse, postSynapse, thetaSynapse]) needSynapse('bcm', synapse);
  return Object.freeze({
    type: 'bcm',
    learningRate: ruleNumber('bcm', 'learningRate', learningRate, 'above 0'),
    preSynapse,
    postSynapse,
    thetaSynapse,
  });
}
