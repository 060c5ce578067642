import { UnsupportedError } from '@rheobase/core';
import type { Model, ModelEnsemble, ModelNeuron, ModelPerNeuron } from '../model/model.js';

const number = (value: ModelPerNeuron): number | null => (typeof value === 'number' ? value : null);

const noTwin = (path: string): UnsupportedError =>
  new UnsupportedError(`${path}: this integrateAndFire neuron has no rate twin among the rate types; evaluate it with spikes`, {
    code: 'no-rate-twin',
    object: path,
  });

function twin({ path, neuronType: neuron }: ModelEnsemble): ModelNeuron {
  switch (neuron.type) {
    case 'lif':
      return { type: 'lifRate', tauRc: neuron.tauRc, tauRef: neuron.tauRef, amplitude: neuron.amplitude };
    case 'spikingRelu':
      return { type: 'relu', amplitude: neuron.amplitude };
    case 'integrateAndFire': {
      if (neuron.reset.to === 'value') throw noTwin(path);
      const threshold = number(neuron.threshold);
      const amplitude = number(neuron.amplitude);
      if (neuron.tauRc === null && number(neuron.refractory) === 0 && threshold !== null && amplitude !== null) {
        return { type: 'relu', amplitude: amplitude / threshold };
      }
      // Where threshold and amplitude are one tensor, each spike stands for what made it, and the rate is the current itself.
      const same =
        typeof neuron.threshold !== 'number' && typeof neuron.amplitude !== 'number' && neuron.threshold.tensor === neuron.amplitude.tensor;
      if (neuron.tauRc === null && number(neuron.refractory) === 0 && same) return { type: 'relu', amplitude: 1 };
      if (neuron.tauRc !== null && threshold === 1 && neuron.reset.to === 'zero') {
        return { type: 'lifRate', tauRc: neuron.tauRc, tauRef: neuron.refractory, amplitude: neuron.amplitude };
      }
      throw noTwin(path);
    }
    default:
      return neuron;
  }
}

/** The same model with the rate type of every spiking neuron: lif → lifRate, spikingRelu → relu. */
export const rateTwin = (model: Model): Model =>
  Object.freeze({
    ...model,
    ensembles: model.ensembles.map(ensemble => {
      const neuronType = twin(ensemble);
      return neuronType === ensemble.neuronType ? ensemble : Object.freeze({ ...ensemble, neuronType, initialState: {} });
    }),
  });
