import { broadcastIndices, broadcasts, type Tensor, ValidationError } from '@rheobase/core';
import type { Model, ModelConnection, ModelEnsemble, ModelNode, ModelPerNeuron, ModelProbe, TensorId } from '../shape/model.js';
import { needModel } from '../shape/need-model.js';
import { type Graph, graphOf } from './graph.js';

/** A tensor by id; an id that the model lacks is a `ValidationError`. */
export function tensorOf(model: Model, id: TensorId): Tensor {
  needModel('tensorOf', model);
  const found = model.tensors.get(id);
  if (found) return found;
  throw new ValidationError(`model: there is no tensor '${id}'`, { code: 'unknown-tensor', given: id });
}

/** The elements of a tensor as float64 (a copy unless it holds float64 already). */
export function float64Of(model: Model, id: TensorId): Float64Array {
  needModel('float64Of', model);
  const { data } = tensorOf(model, id);
  return data instanceof Float64Array ? data : new Float64Array(data);
}

function repeat(path: string, { shape, data }: Tensor, to: readonly number[], size: number): Float64Array {
  if (shape.length === 1 && shape[0] === size) return new Float64Array(data);
  if (!broadcasts(shape, to)) {
    throw new ValidationError(`${path}: a tensor of shape [${shape}] does not repeat to its shape [${to}]`, {
      code: 'size-mismatch',
      object: path,
      given: shape,
      allowed: `[${to}]`,
    });
  }
  return Float64Array.from(broadcastIndices(shape, to), index => data[index] ?? 0);
}

/** A neuron parameter as one value per neuron. */
export function perNeuron(model: Model, ensemble: ModelEnsemble, value: ModelPerNeuron): Float64Array {
  needModel('perNeuron', model);
  if (typeof value === 'number') return new Float64Array(ensemble.neurons).fill(value);
  return repeat(ensemble.path, tensorOf(model, value.tensor), ensemble.shape, ensemble.neurons);
}

type Kind = 'node' | 'ensemble' | 'connection' | 'probe';

/** An object of a Network or of a Model, or its path. */
export type ObjectRef = string | { readonly path: string };

/** An object of the Network that a Model was built from; it has the same path there. */
interface Handle {
  readonly kind: string;
  readonly path: string;
}

/** An ensemble of a Model: itself, its path, or the Ensemble of the Network that the Model was built from. */
export type EnsembleRef = string | ModelEnsemble | Handle;

/** A connection of a Model: itself, its path, or the Connection of the Network that the Model was built from. */
export type ConnectionRef = string | ModelConnection | Handle;

/** The path of an object that is given by itself or by its path; `ValidationError` of `where` for what is neither. */
export function pathOf(where: string, kind: Kind | 'connection or probe', ref: ObjectRef): string {
  const given: unknown = ref;
  const path = typeof given === 'object' && given !== null && 'path' in given ? given.path : given;
  if (typeof path === 'string') return path;
  throw new ValidationError(`${where}: the ${kind} itself or its path is needed, but ${String(given)} was given`, {
    code: 'invalid-object',
    given,
    allowed: 'a path, an object of the network, an object of the model',
  });
}

/** The ensemble of a Model that is meant. */
export const ensembleIn = (where: string, model: Model, ensemble: EnsembleRef): ModelEnsemble =>
  typeof ensemble === 'object' && ensemble !== null && 'neuronType' in ensemble
    ? ensemble
    : ensembleAt(model, pathOf(where, 'ensemble', ensemble));

/** The connection of a Model that is meant. */
export const connectionIn = (where: string, model: Model, connection: ConnectionRef): ModelConnection =>
  typeof connection === 'object' && connection !== null && 'solve' in connection
    ? connection
    : connectionAt(model, pathOf(where, 'connection', connection));

/** Gain of every neuron of an ensemble, by itself or by its path; 1 where none is given. Of ensembles that compute directly: none. */
export function gainOf(model: Model, ensemble: EnsembleRef): Float64Array {
  needModel('gainOf', model);
  const found = ensembleIn('gainOf', model, ensemble);
  return perNeuron(model, found, found.gain === null ? 1 : { tensor: found.gain });
}

/** Bias current of every neuron of an ensemble, by itself or by its path; 0 where none is given. Of ensembles that compute directly: none. */
export function biasOf(model: Model, ensemble: EnsembleRef): Float64Array {
  needModel('biasOf', model);
  const found = ensembleIn('biasOf', model, ensemble);
  return perNeuron(model, found, found.bias === null ? 0 : { tensor: found.bias });
}

const find = <T>(kind: Kind, model: Model, of: (graph: Graph) => ReadonlyMap<string, T>, path: string): T => {
  needModel(`${kind}At`, model);
  const objects = of(graphOf(model));
  const found = objects.get(path);
  if (found) return found;
  const known = Array.from(objects.keys()).slice(0, 8);
  throw new ValidationError(`there is no ${kind} '${path}' in this model; it has ${known.join(', ') || 'none'}`, {
    code: 'unknown-path',
    given: path,
    allowed: known.join(', '),
  });
};

export const nodeAt = (model: Model, path: string): ModelNode => find('node', model, of => of.nodes, path);
export const ensembleAt = (model: Model, path: string): ModelEnsemble => find('ensemble', model, of => of.ensembles, path);
export const connectionAt = (model: Model, path: string): ModelConnection => find('connection', model, of => of.connections, path);
export const probeAt = (model: Model, path: string): ModelProbe => find('probe', model, of => of.probes, path);

/** The probe of a Model that is meant, by itself or by its path; `where` is how errors name the function that was called. */
export const probeIn = (where: string, model: Model, probe: ObjectRef): ModelProbe => probeAt(model, pathOf(where, 'probe', probe));

/** A model with some of its tensors replaced or added. */
export function withTensors(model: Model, tensors: Iterable<readonly [TensorId, Tensor]>): Model {
  needModel('withTensors', model);
  return Object.freeze({ ...model, tensors: new Map([...model.tensors, ...tensors]) });
}
