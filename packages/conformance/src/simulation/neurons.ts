import { goldenNeuron } from '@rheobase/build/golden';
import { type Fields, isSpiking } from '@rheobase/core';

/** What one spike in a step counts, times dt; null where the type does not spike. Types without an amplitude have 1. */
export function spikeAmplitude(at: Fields): number | null {
  const neuron = goldenNeuron(at);
  if (!isSpiking(neuron)) return null;
  return 'amplitude' in neuron ? neuron.amplitude : 1;
}
