import type { WrapperBehaviour } from './behaviour.js';
import { eachItem, type SpikingWrapper, signedSpikes, type WrapperVectors } from './spiking-wrapper.js';

/**
 * Spikes drawn step by step at the rate r of a base type: with q and f the whole and the fractional part of |r| dt, it fires q times, and
 * once more with probability f; with the sign of r. State: that of the base, and a random stream from the ensemble's seed. Output: spikes
 * of the step times `amplitude / dt`.
 */
export interface StochasticSpiking<P, Base> extends SpikingWrapper<'stochasticSpiking', P, Base> {}

/** One uniform number per neuron in every step. */
function step({ neurons, dt, out, state, parameters, draws }: WrapperVectors): () => void {
  const { amplitude } = parameters;
  const { rateOut } = state;
  const fire = (i: number, uniform: number): void => {
    const x = Math.abs(rateOut[i]!) * dt;
    const whole = Math.floor(x);
    out[i] = signedSpikes(rateOut[i]!, uniform < x - whole ? whole + 1 : whole, amplitude[i % neurons]!, dt);
  };
  const { given } = draws;
  if (given !== null) {
    return () => {
      for (let i = 0; i < out.length; i++) fire(i, given[i]!);
    };
  }
  return eachItem(draws, neurons, (random, first) => {
    for (let i = first; i < first + neurons; i++) fire(i, random.uniform());
  });
}

export const stochasticSpikingBehaviour: WrapperBehaviour<{ readonly amplitude: Float64Array }> = {
  state: {},
  draws: 'one',
  stepAll: step,
};
