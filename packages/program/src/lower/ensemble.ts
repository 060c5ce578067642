import { baseOf, countsSteps, drawsOf, isSpiking, mapParameters, type NeuronRecord, startOf, stateNames } from '@rheobase/core';
import { hashSeed } from '@rheobase/math';
import { learnsEncoders, type ModelEnsemble, tensorOf } from '@rheobase/model';
import type { Neurons } from '../operators/neurons.js';
import { inSteps } from '../parameter/forms/elementwise.js';
import { tensorParameter } from '../parameter/forms/leaves.js';
import { biasParameter, perNeuronParameter } from '../parameter/per-neuron.js';
import { definitionFor } from './definition.js';
import { type Draft, names } from './draft.js';
import { encodersSignal, scaledEncoders } from './encoders.js';
import { lowerProcess } from './process.js';

/** A neuron type with the definition of a user's own in it, also as a base; one that is not at hand is refused by name. */
function defined<P>(draft: Draft, path: string, neuron: NeuronRecord<P>): NeuronRecord<P> {
  if (neuron.type === 'customNeuron') {
    const implementation = definitionFor(draft, 'neuron', neuron, path);
    return implementation ? { ...neuron, implementation } : neuron;
  }
  return 'base' in neuron ? { ...neuron, base: defined(draft, path, neuron.base) } : neuron;
}

/** Where the neurons take their draws from: those given, row by row, or a stream of their own. */
function lowerDraws(draft: Draft, { path, neurons, neuronType, draws, seed }: ModelEnsemble): Pick<Neurons, 'draws' | 'random'> {
  if (drawsOf(neuronType) === 'nothing') return { draws: null, random: null };
  if (draws === null)
    return { draws: null, random: draft.randomSignal(names.state(path, 'random'), { seed: hashSeed(seed, 'spikes'), ownSeed: false }) };
  const out = draft.signal(names.state(path, 'draws'), neurons);
  const rows = tensorOf(draft.model, draws).shape[0] ?? 1;
  draft.emit({ kind: 'table', source: path, out, values: tensorParameter(draft.model.tensors, draws), rows, each: null, repeats: false });
  return { draws: out, random: null };
}

/** The input is the output, in the same step. */
function lowerDirect(draft: Draft, { path, dimensions }: ModelEnsemble): void {
  const input = draft.signal(names.input(path), dimensions);
  draft.emit({ kind: 'fill', source: path, out: input, value: 0 });
}

/** J = bias + encoders gain / radius · x, then the neurons; what connections add to J comes in between. */
export function lowerEnsemble(draft: Draft, ensemble: ModelEnsemble): void {
  if (ensemble.neuronType.type === 'direct') {
    lowerDirect(draft, ensemble);
    return;
  }
  const { model } = draft;
  const { path, neurons, dimensions } = ensemble;
  const current = draft.signal(names.current(path), neurons);
  const out = draft.signal(names.output(path), neurons, { sparse: isSpiking(ensemble.neuronType) });
  draft.emit({ kind: 'assign', source: path, out: current, values: biasParameter(model.tensors, ensemble) });
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
  if (ensemble.noise) {
    const prefix = names.state(path, 'noise');
    const noise = draft.signal(names.state(prefix, 'out'), neurons);
    const { process, seed, ownSeed = false } = ensemble.noise;
    lowerProcess(draft, process, { source: path, prefix, in: null, out: noise, size: neurons, seed, ownSeed });
    draft.emit({ kind: 'add', source: path, in: noise, out: current, from: null, to: null, factors: null });
  }
  const states = stateNames(ensemble.neuronType).map(name => {
    const start = ensemble.initialState[name] ?? startOf(ensemble.neuronType, name);
    const initial = perNeuronParameter(model.tensors, ensemble, start);
    if (name !== 'refractoryTime' || !countsSteps(ensemble.neuronType))
      return [name, draft.signal(names.state(path, name), neurons, { initial })] as const;
    return [
      'refractorySteps',
      draft.signal(names.state(path, 'refractorySteps'), neurons, { initial: inSteps(initial, draft.dt) }),
    ] as const;
  });
  const rateOut = baseOf(ensemble.neuronType) === null ? [] : [['rateOut', draft.signal(names.state(path, 'rateOut'), neurons)] as const];
  const neuron = mapParameters(defined(draft, path, ensemble.neuronType), value => perNeuronParameter(model.tensors, ensemble, value));
  const state = Object.fromEntries([...states, ...rateOut]);
  draft.emit({ kind: 'neurons', source: path, current, out, neuron, state, ...lowerDraws(draft, ensemble), size: neurons });
}
