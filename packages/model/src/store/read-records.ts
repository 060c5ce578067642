import {
  Fields,
  isBuiltin,
  nodes,
  processes,
  readBuiltin,
  readNeuron,
  type SynapseRecord,
  solvers,
  synapses,
  transforms,
} from '@rheobase/core';
import {
  type DecoderOrigin,
  type FunctionRef,
  givenProblem,
  type ModelNeuron,
  type ModelNodeRecord,
  type ModelPerNeuron,
  type ModelProcess,
  type ModelTransform,
  type ProbeTarget,
  type TargetRef,
} from '../shape/model.js';

export const perNeuron = (at: Fields, name: string): ModelPerNeuron =>
  typeof at.raw(name) === 'object' ? { tensor: at.fields(name).text('tensor') } : at.number(name);

export function readFunction(at: Fields): FunctionRef {
  const type = at.oneOf('type', ['builtin', 'host']);
  const name = at.text('name');
  if (type === 'host') return { type, name, version: at.text('version') };
  if (!isBuiltin(name)) throw Fields.wrong(`${at.where}.name`, name, 'a built-in function');
  return readBuiltin(at);
}

export const readModelNeuron = (at: Fields): ModelNeuron => readNeuron(at, perNeuron);

/** How a Model's document holds what records can hold in different ways: tensors by id, functions by name. */
const held = {
  tensor: (at: Fields, name: string): string => at.text(name),
  function: (at: Fields, name: string): FunctionRef => readFunction(at.fields(name)),
};

export const readTransform = (at: Fields): ModelTransform => transforms.read(at, held);

export const readModelProcess = (at: Fields): ModelProcess => processes.read(at, held);

export const readNodeRecord = (at: Fields): ModelNodeRecord => nodes.read(at, held);

/** Whether draws follow from the seed alone. */
export const ownSeed = (at: Fields): { readonly ownSeed?: true } => (at.has('ownSeed') && at.boolean('ownSeed') ? { ownSeed: true } : {});

export const synapseOrNull = (at: Fields, name: string): SynapseRecord | null => (at.has(name) ? synapses.read(at.fields(name)) : null);

export const readSlice = (at: Fields): readonly number[] | null => (at.has('slice') ? at.numbers('slice') : null);

export function readOrigin(at: Fields): DecoderOrigin {
  if (!at.has('solve')) return null;
  const solve = at.fields('solve');
  const solver = solvers.read(solve.fields('solver'), { tensor: (fields, name) => fields.text(name) });
  if (solver.type === 'givenDecoders') return givenProblem(solver.weights);
  return { evalPoints: solve.text('evalPoints'), targets: solve.text('targets'), solver, seed: solve.number('seed') };
}

export function readTarget(at: Fields): TargetRef {
  const port = at.oneOf('port', ['input', 'neurons', 'current', 'encoded', 'rule']);
  const ends = { path: at.text('path'), slice: readSlice(at) };
  return port === 'rule' ? { ...ends, port, rule: at.number('rule') } : { ...ends, port };
}

export function readProbeTarget(at: Fields): ProbeTarget {
  const port = at.oneOf('port', ['node', 'ensemble', 'neurons', 'connection', 'rule']);
  const target = { path: at.text('path'), attribute: at.text('attribute'), slice: readSlice(at) };
  return port === 'rule' ? { ...target, port, rule: at.number('rule') } : { ...target, port };
}
