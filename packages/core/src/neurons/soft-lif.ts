import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import type { ArrayInput } from '../tensor.js';
import type { LifRateOptions } from './lif-rate.js';
import type { PerNeuron } from './neuron.js';
import { neuronParameter } from './parameter.js';

/**
 * The LIF rate curve with a smooth threshold, so that it has a bounded slope to train on (Hunsberger and Eliasmith, 2015):
 * J - 1 is replaced by `sigma log(1 + exp((J - 1) / sigma))`. As sigma goes to 0 it becomes `lifRate`. No state.
 */
export interface SoftLif<P = PerNeuron> {
  readonly type: 'softLif';
  /** Membrane time constant, s. */
  readonly tauRc: P;
  /** Refractory time, s. */
  readonly tauRef: P;
  /** Factor on the rate. */
  readonly amplitude: P;
  /** Width of the smoothing, in units of current. */
  readonly sigma: P;
}

export interface SoftLifOptions extends LifRateOptions {
  /** Smoothing, > 0. Default 0.02. */
  readonly sigma?: ArrayInput;
}

const names = optionNames<SoftLifOptions>({ tauRc: true, tauRef: true, amplitude: true, sigma: true });

export function softLif(options: SoftLifOptions = {}): SoftLif {
  const { tauRc = 0.02, tauRef = 0.002, amplitude = 1, sigma = 0.02 } = knownOptions('softLif', options, names, 'softLif');
  return Object.freeze({
    type: 'softLif',
    tauRc: neuronParameter('softLif', 'tauRc', tauRc, { above: 0 }),
    tauRef: neuronParameter('softLif', 'tauRef', tauRef, { atLeast: 0 }),
    amplitude: neuronParameter('softLif', 'amplitude', amplitude, { above: 0 }),
    sigma: neuronParameter('softLif', 'sigma', sigma, { above: 0 }),
  });
}
