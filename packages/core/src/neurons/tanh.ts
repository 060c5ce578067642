import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import type { ArrayInput } from '../tensor.js';
import type { PerNeuron } from './neuron.js';
import { neuronParameter } from './parameter.js';

/** Hyperbolic tangent: `tanh(J) / tauRef`, between `-1 / tauRef` and `1 / tauRef`. No state. */
export interface Tanh<P = PerNeuron> {
  readonly type: 'tanh';
  /** One over the highest rate, s. */
  readonly tauRef: P;
}

export interface TanhOptions {
  /** One over the highest rate, s, > 0. Default 0.0025. */
  readonly tauRef?: ArrayInput;
}

const names = optionNames<TanhOptions>({ tauRef: true });

export function tanh(options: TanhOptions = {}): Tanh {
  const { tauRef = 0.0025 } = knownOptions('tanh', options, names, 'tanh');
  return Object.freeze({ type: 'tanh', tauRef: neuronParameter('tanh', 'tauRef', tauRef, { above: 0 }) });
}
