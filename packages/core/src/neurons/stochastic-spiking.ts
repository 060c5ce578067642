import type { NeuronRecord, PerNeuron } from './neuron.js';
import { type SpikingWrapper, type SpikingWrapperOptions, spikingWrapper } from './spiking-wrapper.js';

/**
 * Spikes drawn step by step at the rate r of a base type: with q and f the whole and the fractional part of |r| dt, it fires q times, and
 * once more with probability f; with the sign of r. State: that of the base, and a random stream from the ensemble's seed. Output: spikes
 * of the step times `amplitude / dt`.
 */
export interface StochasticSpiking<P = PerNeuron> extends SpikingWrapper<'stochasticSpiking', P> {}

/** `base` should be a rate type. */
export const stochasticSpiking = (base: NeuronRecord, options: SpikingWrapperOptions = {}): StochasticSpiking =>
  spikingWrapper('stochasticSpiking', base, [], options);
