import { stateNames, UnsupportedError } from '@rheobase/core';
import type { Model, ModelEnsemble, ModelNeuron, ModelPerNeuron } from '../shape/model.js';
import { needModel } from '../shape/need-model.js';

type Typed<T extends ModelNeuron['type']> = Extract<ModelNeuron, { readonly type: T }>;

const number = (value: ModelPerNeuron): number | null => (typeof value === 'number' ? value : null);

function noTwin(path: string, { type }: ModelNeuron): never {
  throw new UnsupportedError(`${path}: this ${type} neuron has no rate twin among the rate types; evaluate it with spikes`, {
    code: 'no-rate-twin',
    object: path,
    given: type,
  });
}

function ofIntegrateAndFire(path: string, neuron: Typed<'integrateAndFire'>): ModelNeuron {
  if (neuron.reset.to === 'value') return noTwin(path, neuron);
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
  return noTwin(path, neuron);
}

/** The base itself, its output times the height of the spikes. */
function ofBase(path: string, neuron: Typed<'regularSpiking' | 'stochasticSpiking' | 'poissonSpiking'>): ModelNeuron {
  const base = twinOf(path, neuron.base);
  const height = number(neuron.amplitude);
  if (height === 1) return base;
  if (height === null || !('amplitude' in base)) return noTwin(path, neuron);
  const own = number(base.amplitude);
  return own === null ? noTwin(path, neuron) : { ...base, amplitude: own * height };
}

function twinOf(path: string, neuron: ModelNeuron): ModelNeuron {
  switch (neuron.type) {
    case 'lif':
      return { type: 'lifRate', tauRc: neuron.tauRc, tauRef: neuron.tauRef, amplitude: neuron.amplitude };
    case 'adaptiveLif': {
      const { tauRc, tauRef, amplitude, tauN, incN } = neuron;
      return { type: 'adaptiveLifRate', tauRc, tauRef, amplitude, tauN, incN };
    }
    case 'spikingRelu':
      return { type: 'relu', amplitude: neuron.amplitude };
    case 'integrateAndFire':
      return ofIntegrateAndFire(path, neuron);
    case 'regularSpiking':
    case 'stochasticSpiking':
    case 'poissonSpiking':
      return ofBase(path, neuron);
    case 'izhikevich':
      return noTwin(path, neuron);
    case 'customNeuron':
      return neuron.spiking ? noTwin(path, neuron) : neuron;
    case 'direct':
    case 'lifRate':
    case 'adaptiveLifRate':
    case 'softLif':
    case 'relu':
    case 'sigmoid':
    case 'tanh':
      return neuron;
  }
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
