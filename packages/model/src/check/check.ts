import {
  broadcasts,
  isSpiking,
  mapParameters,
  modifies,
  signalWidth,
  sizeOf,
  stateNames,
  type TensorData,
  transformSizes,
  ValidationError,
} from '@rheobase/core';
import { connectionAt, ensembleAt, nodeAt, tensorOf } from '../graph/access.js';
import { graphOf } from '../graph/graph.js';
import { ruleSignalSize, sourceSize, targetSize } from '../graph/sizes.js';
import type { DecoderOrigin, Model, ModelConnection, ModelEnsemble, ModelPerNeuron, ModelProbe, TensorId } from '../shape/model.js';
import { needModel } from '../shape/need-model.js';
import { checkTransform } from './check-transform.js';
import { checkEnsembleValues, checkProbeValues, checkProcess, checkSynapse } from './check-values.js';

function fail(object: string, what: string, given: unknown, allowed: string): never {
  throw new ValidationError(`${object}: ${what} is ${String(given)}, but must be ${allowed}`, {
    code: 'invalid-model',
    object,
    given,
    allowed,
  });
}

/** Whether all numbers are finite: x - x is zero for those, and no number for others. */
function allFinite(data: Float64Array): boolean {
  for (let i = 0; i < data.length; i++) {
    const x = data[i] ?? 0;
    if (x - x !== 0) return false;
  }
  return true;
}

/** -1: none. */
function firstNotFinite(data: TensorData): number {
  return data instanceof Float64Array && allFinite(data) ? -1 : data.findIndex(x => !Number.isFinite(x));
}

function checkTensors(model: Model, ids: Iterable<TensorId>): void {
  for (const id of ids) {
    const { data } = tensorOf(model, id);
    const at = firstNotFinite(data);
    // minVoltage may be -Infinity.
    if (at >= 0 && !(data[at] === Number.NEGATIVE_INFINITY && id.endsWith('.minVoltage'))) fail(id, `element ${at}`, data[at], 'finite');
  }
}

function checkEnsemble(model: Model, ensemble: ModelEnsemble): void {
  const { path, shape, neurons } = ensemble;
  checkEnsembleValues(model, ensemble);
  if (sizeOf(shape) !== neurons) fail(path, 'shape', `[${shape}]`, `one of ${neurons} neurons`);
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
    const known = stateNames(ensemble.neuronType);
    if (!known.includes(name)) fail(path, 'initial state', name, known.join(', ') || 'none');
    perNeuron(name, value);
  }
  if (ensemble.encoders !== null) {
    const { shape: given } = tensorOf(model, ensemble.encoders);
    if (given.join() !== [neurons, ensemble.dimensions].join())
      fail(path, 'shape of encoders', `[${given}]`, `[${neurons}, ${ensemble.dimensions}]`);
  }
}

function checkSlice(path: string, slice: readonly number[] | null, size: number): number {
  const outside = slice?.find(index => !Number.isInteger(index) || index < 0 || index >= size);
  if (outside !== undefined) fail(path, 'element number', outside, `0 to ${size - 1}`);
  return slice?.length ?? size;
}

function checkConnection(model: Model, connection: ModelConnection): void {
  const { path, pre, post, decoders, transform } = connection;
  const ensemble = graphOf(model).ensembles.get(pre.path);
  if (ensemble && (ensemble.neuronType.type === 'direct') !== (pre.port === 'output')) {
    fail(path, 'source port', pre.port, ensemble.neuronType.type === 'direct' ? "'output'" : "'decoded' or 'neurons'");
  }
  if ((pre.port === 'decoded') !== (decoders !== null)) fail(path, 'decoders', decoders, 'given exactly where the source is decoded');
  if (!Number.isInteger(connection.delaySteps) || connection.delaySteps < 0)
    fail(path, 'delaySteps', connection.delaySteps, 'a whole number >= 0');
  checkSynapse(path, connection.synapse);
  let size = checkSlice(path, pre.slice, sourceSize(model, pre));
  if (connection.function) size = connection.function.sizeOut;
  if (decoders !== null) {
    const [out = 0, neurons = 0] = tensorOf(model, decoders).shape;
    if (neurons !== ensembleAt(model, pre.path).neurons)
      fail(path, 'number of decoded neurons', neurons, String(ensembleAt(model, pre.path).neurons));
    size = out;
    checkProblem(model, path, connection.solve, ensembleAt(model, pre.path), size);
  }
  if (transform) {
    checkTransform(model, path, transform);
    const { sizeIn, sizeOut } = transformSizes(transform);
    if (sizeIn !== size) fail(path, 'input size of its transform', sizeIn, String(size));
    size = sizeOut;
  }
  checkRules(model, connection);
  const taken = checkSlice(path, post.slice, targetSize(model, post));
  if (size !== taken || size !== connection.sizeOut) fail(path, 'number of values carried', size, String(taken));
}

/** Whether an ensemble can be encoded into, and whether each rule finds what it changes. */
function checkRules(model: Model, connection: ModelConnection): void {
  const { path, pre, post, rules, transform } = connection;
  if (post.port === 'rule' && connectionAt(model, post.path).rules[post.rule] === undefined)
    fail(path, 'learning rule', post.rule, `one of those of ${post.path}`);
  if (post.port === 'encoded' && ensembleAt(model, post.path).encoders === null)
    fail(path, 'target', post.path, 'an ensemble with encoders');
  for (const rule of rules) {
    ruleSignalSize(model, connection, rule);
    const changes = modifies(rule);
    const ensemble = post.port === 'rule' ? undefined : graphOf(model).ensembles.get(post.path);
    if (changes === 'encoders') {
      if (post.port !== 'input' || ensemble === undefined || ensemble.encoders === null)
        fail(path, rule.type, post.path, 'on an ensemble with encoders');
      continue;
    }
    if (pre.port === 'output') fail(path, rule.type, pre.path, 'from neurons');
    if (transform !== null && transform.type !== 'dense' && transform.type !== 'scale')
      fail(path, `transform under ${rule.type}`, transform.type, 'dense');
    const neural = post.port === 'neurons' || post.port === 'current' || post.port === 'encoded';
    if (changes === 'weights' && !neural) fail(path, rule.type, post.path, 'on neurons');
    if (signalWidth(rule) === 'state' && neural && ensemble?.encoders === null)
      fail(path, rule.type, post.path, 'on an ensemble with encoders');
  }
}

function checkProblem(model: Model, path: string, solve: DecoderOrigin, ensemble: ModelEnsemble, size: number): void {
  if (solve === null || solve.evalPoints === null) return;
  const [points = 0, ...rest] = tensorOf(model, solve.evalPoints).shape;
  if (rest.join() !== String(ensemble.dimensions))
    fail(path, 'shape of its evaluation points', `[${[points, ...rest]}]`, `[points, ${ensemble.dimensions}]`);
  const { shape } = tensorOf(model, solve.targets);
  if (shape.join() !== [points, size].join()) fail(path, 'shape of its targets', `[${shape}]`, `[${points}, ${size}]`);
}

function checkProbe(model: Model, probe: ModelProbe): void {
  const { path, target, decoders, solve, size } = probe;
  checkProbeValues(model, probe);
  const decoded =
    target.port === 'ensemble' && target.attribute === 'decoded' && ensembleAt(model, target.path).neuronType.type !== 'direct';
  if (decoded !== (decoders !== null)) fail(path, 'decoders', decoders, 'given exactly for decoded values');
  if (target.port === 'connection' && !graphOf(model).connections.has(target.path)) fail(path, 'target', target.path, 'a connection');
  if (target.port === 'node') nodeAt(model, target.path);
  if (target.port !== 'ensemble' && target.port !== 'neurons') return;
  const ensemble = ensembleAt(model, target.path);
  if (decoders === null) return;
  const { shape } = tensorOf(model, decoders);
  if (shape.join() !== [size, ensemble.neurons].join()) fail(path, 'shape of decoders', `[${shape}]`, `[${size}, ${ensemble.neurons}]`);
  checkProblem(model, path, solve, ensemble, size);
}

/**
 * Whether every reference of a model leads somewhere and every size fits; `ValidationError` names the object. Runs between stages.
 *
 * @param changed tensors whose numbers may not be finite. Default all.
 */
export function checkModel(model: Model, changed?: Iterable<TensorId>): void {
  needModel('checkModel', model);
  checkTensors(model, changed ?? model.tensors.keys());
  const paths = [...model.nodes, ...model.ensembles, ...model.connections, ...model.probes].map(object => object.path);
  const seen = new Set<string>();
  const repeated = paths.find(path => seen.size === seen.add(path).size);
  if (repeated !== undefined) fail(repeated, 'path', 'used twice', 'unique');
  for (const { path, record } of model.nodes) {
    if (record.type === 'synapse') checkSynapse(path, record.synapse);
    if (record.type === 'process') checkProcess(model, path, record.process, record.sizeIn, record.sizeOut);
  }
  for (const ensemble of model.ensembles) checkEnsemble(model, ensemble);
  for (const connection of model.connections) checkConnection(model, connection);
  for (const probe of model.probes) checkProbe(model, probe);
}

/** Whether any ensemble of a model spikes. */
export function spikes(model: Model): boolean {
  needModel('spikes', model);
  return model.ensembles.some(ensemble => isSpiking(ensemble.neuronType));
}
