import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { uniform } from '../distributions/numbers.js';
import type { NeuronBehaviour, NeuronVectors, ParameterReference } from './behaviour.js';
import { neuronParameter, type PerNeuron } from './parameter.js';
import { type Relu, type ReluOptions, rectified } from './relu.js';

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

/** As many spikes a step as it takes. */
function step({ neurons, dt, current, out, state, parameters }: NeuronVectors<SpikingRelu<Float64Array>, 'voltage'>): () => void {
  const { amplitude } = parameters;
  const { voltage } = state;
  return () => {
    for (let i = 0; i < out.length; i++) {
      const v = voltage[i]! + dt * Math.max(current[i]!, 0);
      const spikes = Math.floor(v);
      voltage[i] = v - spikes;
      out[i] = spikes === 0 ? 0 : (spikes * amplitude[i % neurons]!) / dt;
    }
  };
}

export const spikingReluBehaviour: NeuronBehaviour<
  SpikingRelu<number>,
  SpikingRelu<Float64Array>,
  'voltage',
  SpikingRelu<ParameterReference>,
  Relu<ParameterReference>
> = {
  ...rectified,
  spiking: () => true,
  state: () => ({ voltage: uniform(0, 1) }),
  rateTwin: ({ amplitude }) => ({ type: 'relu', amplitude }),
  stepAll: step,
};
