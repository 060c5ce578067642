import {
  drawsOf,
  homogeneousKinds,
  mapParameters,
  type NeuronRecord,
  needSynapse,
  neuronTypes,
  type SynapseRecord,
  stateNames,
  type Tensor,
  tensor,
  UnsupportedError,
  ValidationError,
} from '@rheobase/core';
import { checkModel } from '../check/check.js';
import { tensorOf, withTensors } from '../graph/access.js';
import type { Model, ModelEnsemble, ModelNeuron, ModelPerNeuron, TensorId } from '../shape/model.js';
import { needModel } from '../shape/need-model.js';
import { freshId, usedWithout } from './fresh-id.js';

/** Which objects an edit touches: all, or those with these paths. An unknown path is an error. */
export type Selection = 'all' | readonly string[];

function selects(selection: Selection, objects: readonly { readonly path: string }[]): (path: string) => boolean {
  if (selection === 'all') return () => true;
  if (!Array.isArray(selection)) {
    throw new ValidationError(`which objects to edit must be 'all' or a list of their paths, but ${String(selection)} was given`, {
      code: 'invalid-parameter',
      given: selection,
      allowed: "'all' or a list of paths",
    });
  }
  const unknown = selection.find(path => !objects.some(object => object.path === path));
  if (unknown !== undefined) {
    const known = objects.map(object => object.path).join(', ');
    throw new ValidationError(`there is no object '${unknown}' to edit; there are ${known}`, {
      code: 'unknown-path',
      given: unknown,
      allowed: known,
    });
  }
  return path => selection.includes(path);
}

/** Other synapses on connections; weights stay byte for byte. */
export function withSynapses(model: Model, synapse: SynapseRecord | null, selection: Selection = 'all'): Model {
  needModel('withSynapses', model);
  needSynapse('withSynapses', synapse);
  const chosen = selects(selection, model.connections);
  return Object.freeze({
    ...model,
    connections: model.connections.map(connection => (chosen(connection.path) ? Object.freeze({ ...connection, synapse }) : connection)),
  });
}

/** Stands for a neuron type without tensors. */
const numeric: ModelNeuron = { type: 'relu', amplitude: 1 };

/**
 * Another neuron type in ensembles, from the vocabulary of a Network; initial states that both types have are kept, others dropped.
 * A tensor among its parameters is one tied tensor of all these ensembles.
 */
export function withNeurons(model: Model, neuron: NeuronRecord, selection: Selection = 'all'): Model {
  needModel('withNeurons', model);
  neuronTypes.check('withNeurons: neuronType', neuron);
  const chosen = selects(selection, model.ensembles);
  const used = usedWithout(model, ensemble => (chosen(ensemble.path) ? { ...ensemble, neuronType: numeric } : ensemble));
  const added = new Map<TensorId, Tensor>();
  const ids = new Map<Tensor, TensorId>();
  const edit = (ensemble: ModelEnsemble): ModelEnsemble => {
    if (!chosen(ensemble.path)) return ensemble;
    const neuronType = mapParameters(neuron, (value, name): ModelPerNeuron => {
      if (typeof value === 'number') return value;
      const id = ids.get(value) ?? freshId(`${ensemble.path}.${neuron.type}.${name}`, used);
      ids.set(value, id);
      added.set(id, value);
      return { tensor: id };
    });
    const shared = Object.entries(ensemble.initialState).filter(([name]) => stateNames(neuron).includes(name));
    const draws = drawsOf(neuron) === 'one' ? ensemble.draws : null;
    return Object.freeze({ ...ensemble, neuronType, draws, initialState: Object.fromEntries(shared) });
  };
  const ensembles = model.ensembles.map(edit);
  const edited = withTensors({ ...model, ensembles }, added);
  checkModel(edited);
  return edited;
}

/**
 * Firing rates times `factor`, outputs unchanged: gain and bias are multiplied and the amplitude divided. Exact for relu and spikingRelu;
 * other curves are not homogeneous and are refused.
 */
export function scaleRates(model: Model, factor: number, selection: Selection = 'all'): Model {
  needModel('scaleRates', model);
  if (!(factor > 0 && Number.isFinite(factor))) {
    throw new ValidationError(`scaleRates: the factor must be > 0, but ${factor} was given`, {
      code: 'invalid-parameter',
      given: factor,
      allowed: '> 0',
    });
  }
  const chosen = selects(selection, model.ensembles);
  const used = usedWithout(model, ensemble =>
    chosen(ensemble.path) ? { ...ensemble, gain: null, bias: null, neuronType: numeric } : ensemble,
  );
  const added = new Map<TensorId, Tensor>();
  const scaled = (id: TensorId | null, path: string, role: 'gain' | 'bias' | 'amplitude', by: number): TensorId => {
    const { shape, data } = id === null ? tensor([1], [1]) : tensorOf(model, id);
    const made = freshId(`${path}.scaled.${role}`, used);
    added.set(
      made,
      tensor(
        shape,
        Float64Array.from(data, x => x * by),
      ),
    );
    return made;
  };
  const edit = (ensemble: ModelEnsemble): ModelEnsemble => {
    const { path, neuronType, gain, bias } = ensemble;
    if (!chosen(path)) return ensemble;
    if (!homogeneousKinds.includes(neuronType.type) || !('amplitude' in neuronType)) {
      throw new UnsupportedError(
        `${path}: scaleRates would change what ${neuronType.type} computes, since its curve is not homogeneous; it serves ${homogeneousKinds.join(' and ')}`,
        { code: 'not-homogeneous', object: path, given: neuronType.type, allowed: homogeneousKinds.join(', ') },
      );
    }
    const { amplitude } = neuronType;
    return Object.freeze({
      ...ensemble,
      gain: scaled(gain, path, 'gain', factor),
      bias: bias === null ? null : scaled(bias, path, 'bias', factor),
      neuronType: {
        ...neuronType,
        amplitude: typeof amplitude === 'number' ? amplitude / factor : { tensor: scaled(amplitude.tensor, path, 'amplitude', 1 / factor) },
      },
    });
  };
  const ensembles = model.ensembles.map(edit);
  const edited = withTensors({ ...model, ensembles }, added);
  // Currents that reach a neuron past its gain are not multiplied.
  const past = edited.connections.find(c => c.post.port === 'current' && chosen(c.post.path));
  if (past) {
    throw new UnsupportedError(
      `${past.path}: scaleRates cannot reach a current added past the gain of ${past.post.path}; connect to its neurons`,
      {
        code: 'not-homogeneous',
        object: past.path,
      },
    );
  }
  return edited;
}
