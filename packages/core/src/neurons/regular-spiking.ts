import type { NeuronRecord, PerNeuron } from './neuron.js';
import { type SpikingWrapper, type SpikingWrapperOptions, spikingWrapper } from './spiking-wrapper.js';

/**
 * Evenly spaced spikes at the rate r of a base type: `v += dt r`; it fires floor(v) times and keeps the rest, so that negative rates give
 * negative spikes. State: `voltage`, and that of the base. Output: spikes of the step times `amplitude / dt`.
 */
export interface RegularSpiking<P = PerNeuron> extends SpikingWrapper<'regularSpiking', P> {}

/** `base` should be a rate type; its state may not be called `voltage`. */
export const regularSpiking = (base: NeuronRecord, options: SpikingWrapperOptions = {}): RegularSpiking =>
  spikingWrapper('regularSpiking', base, ['voltage'], options);
