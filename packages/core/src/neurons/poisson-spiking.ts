import { poisson } from '@rheobase/math';
import type { WrapperBehaviour } from './behaviour.js';
import { eachItem, type SpikingWrapper, signedSpikes, type WrapperVectors } from './spiking-wrapper.js';

/**
 * A Poisson process at the rate r of a base type: spikes of a step are drawn from the Poisson distribution of mean |r| dt, with the sign
 * of r. State: that of the base, and a random stream from the ensemble's seed. Output: spikes of the step times `amplitude / dt`.
 */
export interface PoissonSpiking<P, Base> extends SpikingWrapper<'poissonSpiking', P, Base> {}

function step({ neurons, dt, out, state, parameters, draws }: WrapperVectors): () => void {
  const { amplitude } = parameters;
  const { rateOut } = state;
  return eachItem(draws, neurons, (random, first) => {
    for (let i = first; i < first + neurons; i++) {
      const rate = rateOut[i]!;
      out[i] = signedSpikes(rate, poisson(random, Math.abs(rate) * dt), amplitude[i % neurons]!, dt);
    }
  });
}

export const poissonSpikingBehaviour: WrapperBehaviour<{ readonly amplitude: Float64Array }> = { state: {}, draws: 'many', stepAll: step };
