import { broadcasts, isSpiking, mapArrays, mapParameters, nodeSizes, stateNames, transformSizes, ValidationError } from '@rheobase/core';
import { ensembleAt, nodeAt, tensorOf } from './access.js';
import type { Model, ModelConnection, ModelEnsemble, ModelPerNeuron, ModelProbe, SourceRef, TargetRef } from './model.js';

function fail(object: string, what: string, given: unknown, allowed: string): never {
  throw new ValidationError(`${object}: ${what} is ${String(given)}, but must be ${allowed}`, {
    code: 'invalid-model',
    object,
    given,
    allowed,
  });
}

function checkTensors(model: Model): void {
  for (const [id, { data }] of model.tensors) {
    const at = data.findIndex(x => !Number.isFinite(x));
    // minVoltage may be -Infinity.
    if (at >= 0 && !(data[at] === Number.NEGATIVE_INFINITY && id.endsWith('.minVoltage'))) fail(id, `element ${at}`, data[at], 'finite');
  }
}

function checkEnsemble(model: Model, ensemble: ModelEnsemble): void {
  const { path, shape, neurons } = ensemble;
  const perNeuron = (name: string, value: ModelPerNeuron | null) => {
    if (value === null || typeof value === 'number') return;
    const { shape: given } = tensorOf(model, value.tensor);
    if (!broadcasts(given, shape) && given.join() !== String(neurons))
      fail(path, `shape of ${name}`, `[${given}]`, `one that repeats to [${shape}]`);
  };
  mapParameters(ensemble.neuronType, (value, name) => perNeuron(name, value));
  perNeuron('gain', ensemble.gain === null ? null : { tensor: ensemble.gain });
  perNeuron('bias', ensemble.bias === null ? null : { tensor: ensemble.bias });
  for (const [name, value] of Object.entries(ensemble.initialState)) {
    if (!stateNames[ensemble.neuronType.type].includes(name))
      fail(path, 'initial state', name, stateNames[ensemble.neuronType.type].join(', '));
    perNeuron(name, value);
  }
  if (ensemble.encoders !== null) {
    const { shape: given } = tensorOf(model, ensemble.encoders);
    if (given.join() !== [neurons, ensemble.dimensions].join())
      fail(path, 'shape of encoders', `[${given}]`, `[${neurons}, ${ensemble.dimensions}]`);
  }
}

/** Number of values a source gives, after its slice. */
function sourceSize(model: Model, pre: SourceRef): number {
  if (pre.slice) return pre.slice.length;
  return pre.port === 'output' ? nodeSizes(nodeAt(model, pre.path).record).sizeOut : ensembleAt(model, pre.path).neurons;
}

function targetSize(model: Model, post: TargetRef): number {
  if (post.slice) return post.slice.length;
  const node = model.nodes.find(n => n.path === post.path);
  if (node) return nodeSizes(node.record).sizeIn;
  const ensemble = ensembleAt(model, post.path);
  return post.port === 'input' ? ensemble.dimensions : ensemble.neurons;
}

function checkConnection(model: Model, connection: ModelConnection): void {
  const { path, pre, post, decoders, transform } = connection;
  if ((pre.port === 'decoded') !== (decoders !== null)) fail(path, 'decoders', decoders, 'given exactly where the source is decoded');
  let size = sourceSize(model, pre);
  if (connection.function) size = connection.function.sizeOut;
  if (decoders !== null) {
    const [out = 0, neurons = 0] = tensorOf(model, decoders).shape;
    if (neurons !== ensembleAt(model, pre.path).neurons)
      fail(path, 'number of decoded neurons', neurons, String(ensembleAt(model, pre.path).neurons));
    size = out;
  }
  if (transform) {
    mapArrays(transform, id => tensorOf(model, id));
    const { sizeIn, sizeOut } = transformSizes(transform);
    if (sizeIn !== size) fail(path, 'input size of its transform', sizeIn, String(size));
    size = sizeOut;
  }
  if (size !== targetSize(model, post) || size !== connection.sizeOut)
    fail(path, 'number of values carried', size, String(targetSize(model, post)));
}

function checkProbe(model: Model, { path, target, decoders }: ModelProbe): void {
  if ((target.attribute === 'decoded') !== (decoders !== null)) fail(path, 'decoders', decoders, 'given exactly for decoded values');
  if (target.port === 'connection' && !model.connections.some(c => c.path === target.path))
    fail(path, 'target', target.path, 'a connection');
  if (target.port === 'node') nodeAt(model, target.path);
  if (target.port === 'ensemble' || target.port === 'neurons') ensembleAt(model, target.path);
}

/** Whether every reference of a model leads somewhere and every size fits; `ValidationError` names the object. Runs between stages. */
export function checkModel(model: Model): void {
  checkTensors(model);
  const paths = [...model.nodes, ...model.ensembles, ...model.connections, ...model.probes].map(object => object.path);
  const seen = new Set<string>();
  const repeated = paths.find(path => seen.size === seen.add(path).size);
  if (repeated !== undefined) fail(repeated, 'path', 'used twice', 'unique');
  for (const ensemble of model.ensembles) checkEnsemble(model, ensemble);
  for (const connection of model.connections) checkConnection(model, connection);
  for (const probe of model.probes) checkProbe(model, probe);
}

/** Whether any ensemble of a model spikes. */
export const spikes = (model: Model): boolean => model.ensembles.some(ensemble => isSpiking(ensemble.neuronType));
