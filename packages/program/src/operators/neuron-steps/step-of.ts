import type { NeuronRecord } from '@rheobase/core';
import { adaptive } from './adaptive.js';
import type { Arrays } from './arrays.js';
import { custom } from './custom.js';
import { integrateAndFire } from './integrate-and-fire.js';
import { izhikevich } from './izhikevich.js';
import { lif } from './lif.js';
import { rates } from './rates.js';
import { type Draws, poissonSpikes, regular, stochastic } from './spikes-of-rates.js';
import { spikingRelu } from './spiking-relu.js';

/** The step of one neuron type; types with a base step that first, into `rateOut`. */
export function stepOf(neuron: NeuronRecord<Float64Array>, arrays: Arrays, draws: Draws): () => void {
  switch (neuron.type) {
    case 'lif':
      return lif(neuron, arrays);
    case 'adaptiveLif':
      return adaptive(neuron, arrays, inner => lif(neuron, inner));
    case 'adaptiveLifRate':
      return adaptive(neuron, arrays, inner => rates({ ...neuron, type: 'lifRate' }, inner));
    case 'spikingRelu':
      return spikingRelu(neuron, arrays);
    case 'integrateAndFire':
      return integrateAndFire(neuron, arrays);
    case 'izhikevich':
      return izhikevich(neuron, arrays);
    case 'customNeuron':
      return custom(neuron, arrays);
    case 'regularSpiking':
    case 'stochasticSpiking':
    case 'poissonSpiking': {
      const rateOut = arrays.state('rateOut');
      const base = stepOf(neuron.base, { ...arrays, out: rateOut }, draws);
      const spikes = spikesOf(neuron, rateOut, arrays, draws);
      return () => {
        base();
        spikes();
      };
    }
    case 'direct':
    case 'lifRate':
    case 'softLif':
    case 'relu':
    case 'sigmoid':
    case 'tanh':
      return rates(neuron, arrays);
  }
}

function spikesOf(
  neuron: Extract<NeuronRecord<Float64Array>, { readonly base: unknown }>,
  rateOut: Float64Array,
  arrays: Arrays,
  draws: Draws,
): () => void {
  switch (neuron.type) {
    case 'regularSpiking':
      return regular(neuron, rateOut, arrays);
    case 'stochasticSpiking':
      return stochastic(neuron, rateOut, arrays, draws);
    case 'poissonSpiking':
      return poissonSpikes(neuron, rateOut, arrays, draws);
  }
}
