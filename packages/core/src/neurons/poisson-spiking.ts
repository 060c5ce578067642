import type { NeuronRecord, PerNeuron } from './neuron.js';
import { type SpikingWrapper, type SpikingWrapperOptions, spikingWrapper } from './spiking-wrapper.js';

/**
 * A Poisson process at the rate r of a base type: spikes of a step are drawn from the Poisson distribution of mean |r| dt, with the sign
 * of r. State: that of the base, and a random stream from the ensemble's seed. Output: spikes of the step times `amplitude / dt`.
 */
export interface PoissonSpiking<P = PerNeuron> extends SpikingWrapper<'poissonSpiking', P> {}

/** `base` should be a rate type. */
export const poissonSpiking = (base: NeuronRecord, options: SpikingWrapperOptions = {}): PoissonSpiking =>
  spikingWrapper('poissonSpiking', base, [], options);
