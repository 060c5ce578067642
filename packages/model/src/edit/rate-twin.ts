import { rateTypeOf, stateNames, UnsupportedError } from '@rheobase/core';
import type { Model, ModelEnsemble, ModelNeuron } from '../shape/model.js';
import { needModel } from '../shape/need-model.js';

function noTwin(path: string, { type }: ModelNeuron): never {
  throw new UnsupportedError(`${path}: this ${type} neuron has no rate twin among the rate types; evaluate it with spikes`, {
    code: 'no-rate-twin',
    object: path,
    given: type,
  });
}

/** The rate type of a neuron; of one with a base that of the base, its output times the height of the spikes. */
function twinOf(path: string, neuron: ModelNeuron): ModelNeuron {
  if (!('base' in neuron)) return rateTypeOf(neuron) ?? noTwin(path, neuron);
  const base = twinOf(path, neuron.base);
  if (neuron.amplitude === 1) return base;
  if (typeof neuron.amplitude !== 'number' || !('amplitude' in base) || typeof base.amplitude !== 'number') return noTwin(path, neuron);
  return { ...base, amplitude: base.amplitude * neuron.amplitude };
}

function twin(ensemble: ModelEnsemble): ModelEnsemble {
  const neuronType = twinOf(ensemble.path, ensemble.neuronType);
  if (neuronType === ensemble.neuronType) return ensemble;
  const kept = Object.entries(ensemble.initialState).filter(([name]) => stateNames(neuronType).includes(name));
  return Object.freeze({ ...ensemble, neuronType, initialState: Object.fromEntries(kept), draws: null });
}

/**
 * The same model with the rate type of every spiking neuron: lif → lifRate, adaptiveLif → adaptiveLifRate, spikingRelu → relu, and the
 * base of types that spike at its rate. An integrateAndFire neuron's twin is that of short steps: it goes on where steps limit the spikes
 * (see `rate`). `UnsupportedError` names an ensemble whose type has none.
 */
export function rateTwin(model: Model): Model {
  needModel('rateTwin', model);
  return Object.freeze({ ...model, ensembles: model.ensembles.map(twin) });
}
