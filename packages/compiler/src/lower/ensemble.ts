import { isSpiking, mapParameters, stateNames } from '@rheobase/core';
import { biasOf, perNeuron } from '../model/access.js';
import type { ModelEnsemble, ModelPerNeuron } from '../model/model.js';
import { type Draft, names } from './draft.js';
import { encodersSignal, learnsEncoders, scaledEncoders } from './encoders.js';

/** The voltage before the first step: given, or the neuron type's own. */
function initialOf({ initialState, neuronType }: ModelEnsemble, name: string): ModelPerNeuron {
  return initialState[name] ?? (name === 'voltage' && neuronType.type === 'integrateAndFire' ? neuronType.initial : 0);
}

/** J = bias + encoders gain / radius · x, then the neurons; what connections add to J comes in between. */
export function lowerEnsemble(draft: Draft, ensemble: ModelEnsemble): void {
  const { model } = draft;
  const { path, neurons, dimensions } = ensemble;
  const current = draft.signal(names.current(path), neurons);
  const out = draft.signal(names.output(path), neurons, { sparse: isSpiking(ensemble.neuronType) });
  draft.emit({ kind: 'assign', source: path, out: current, values: biasOf(model, ensemble) });
  if (ensemble.encoders !== null) {
    const learning = learnsEncoders(model, path);
    if (learning) draft.learned.push({ signal: encodersSignal(draft, ensemble), path, what: 'encoders' });
    const input = draft.signal(names.input(path), dimensions);
    const encoded = draft.signal(names.state(path, 'encoded'), neurons);
    draft.emit({ kind: 'fill', source: path, out: input, value: 0 });
    const common = { source: path, in: input, out: encoded, rows: neurons, columns: dimensions };
    draft.emit(
      learning
        ? { kind: 'weigh', ...common, weights: encodersSignal(draft, ensemble) }
        : { kind: 'matVec', ...common, matrix: scaledEncoders(model, ensemble) },
    );
    draft.emit({ kind: 'add', source: path, in: encoded, out: current, from: null, to: null, factors: null });
  }
  const state = Object.fromEntries(
    stateNames[ensemble.neuronType.type].map(name => {
      const initial = perNeuron(model, ensemble, initialOf(ensemble, name));
      return [name, draft.signal(names.state(path, name), neurons, { initial })];
    }),
  );
  const neuron = mapParameters(ensemble.neuronType, value => perNeuron(model, ensemble, value));
  draft.emit({ kind: 'neurons', source: path, current, out, neuron, state, random: null, size: neurons });
}
