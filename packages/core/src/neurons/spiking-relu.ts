import { uniform } from '../distributions/numbers.js';
import type { RecordOf } from '../record/held.js';
import { kind, type OptionsOf } from '../record/kind.js';
import { parameter } from '../record/numbers.js';
import type { NeuronBehaviour, NeuronVectors, ParameterReference } from './behaviour.js';
import type { PerNeuron } from './parameter.js';
import { type Relu, rectified } from './relu.js';

/**
 * Integrate-and-fire without leak: `v += dt max(J, 0)`; it fires floor(v) times a step and keeps the rest.
 * State: `voltage` (1 is the threshold). Output: spikes of the step times `amplitude / dt`.
 */
export const spikingRelu = kind('spikingRelu', {
  /** Height of the output per spike and second, > 0. Default 1. */
  amplitude: parameter(1, { above: 0 }),
});

export type SpikingRelu<P = PerNeuron> = RecordOf<typeof spikingRelu, { readonly parameter: P }>;
export type SpikingReluOptions = OptionsOf<typeof spikingRelu>;

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
