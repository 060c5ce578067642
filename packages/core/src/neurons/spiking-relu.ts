import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import type { PerNeuron } from './neuron.js';
import { neuronParameter } from './parameter.js';
import type { ReluOptions } from './relu.js';

/**
 * Integrate-and-fire without leak: `v += dt max(J, 0)`; it fires floor(v) times a step and keeps the rest.
 * State: `voltage` (1 is the threshold). Output: spikes of the step times `amplitude / dt`.
 */
export interface SpikingRelu<P = PerNeuron> {
  readonly type: 'spikingRelu';
  /** Height of the output per spike and second. */
  readonly amplitude: P;
}

const names = optionNames<ReluOptions>({ amplitude: true });

export function spikingRelu(options: ReluOptions = {}): SpikingRelu {
  const { amplitude = 1 } = knownOptions('spikingRelu', options, names, 'spikingRelu');
  return Object.freeze({ type: 'spikingRelu', amplitude: neuronParameter('spikingRelu', 'amplitude', amplitude, { above: 0 }) });
}
