import { knownOptions } from '../definitions/known-options.js';
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

export function spikingRelu(options: ReluOptions = {}): SpikingRelu {
  const { amplitude = 1 } = knownOptions('spikingRelu', options, ['amplitude']);
  return Object.freeze({ type: 'spikingRelu', amplitude: neuronParameter('spikingRelu', 'amplitude', amplitude, { above: 0 }) });
}
