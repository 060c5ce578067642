import { uniform } from '../distributions/numbers.js';
import type { WrapperBehaviour } from './behaviour.js';
import type { SpikingWrapper, WrapperVectors } from './spiking-wrapper.js';

/**
 * Evenly spaced spikes at the rate r of a base type: `v += dt r`; it fires floor(v) times and keeps the rest, so that negative rates give
 * negative spikes. State: `voltage`, and that of the base. Output: spikes of the step times `amplitude / dt`.
 */
export interface RegularSpiking<P, Base> extends SpikingWrapper<'regularSpiking', P, Base> {}

function step({ neurons, dt, out, state, parameters }: WrapperVectors<'voltage'>): () => void {
  const { amplitude } = parameters;
  const { voltage, rateOut } = state;
  return () => {
    for (let i = 0; i < out.length; i++) {
      const v = voltage[i]! + dt * rateOut[i]!;
      const spikes = Math.floor(v);
      voltage[i] = v - spikes;
      out[i] = spikes === 0 ? 0 : (spikes * amplitude[i % neurons]!) / dt;
    }
  };
}

export const regularSpikingBehaviour: WrapperBehaviour<{ readonly amplitude: Float64Array }, 'voltage'> = {
  state: { voltage: uniform(0, 1) },
  draws: 'nothing',
  stepAll: step,
};
