import {
  type Connection,
  type Endpoint,
  isCompositional,
  isDecoded,
  isEncoding,
  type LearningRuleRecord,
  targetSize,
  transformSizes,
  transforms,
  type Viewable,
  type Weights,
} from '@rheobase/core';
import type { Model, ModelConnection, ModelHeld, SourceRef, TargetRef } from '@rheobase/model';
import type { DecoderCache } from '../decoders/decoder-cache.js';
import { buildDecoders } from '../decoders/decoders.js';
import { neuronSpace } from '../decoders/neuron-space.js';
import type { TensorTable } from '../tensor-table.js';

export const objectOf = (endpoint: Endpoint): Viewable => (endpoint.kind === 'view' ? endpoint.of : endpoint);
export const sliceOf = (endpoint: Endpoint): readonly number[] | null => (endpoint.kind === 'view' ? endpoint.indices : null);

function source(endpoint: Endpoint): SourceRef {
  const object = objectOf(endpoint);
  const port = isDecoded(endpoint) ? 'decoded' : object.kind === 'neurons' ? 'neurons' : 'output';
  // What a decoded connection sees of the ensemble is already in its targets.
  return { path: object.path, port, slice: port === 'decoded' ? null : sliceOf(endpoint) };
}

/** @param fullWeights whether decoders become weights between neurons, as far as the target is an ensemble */
function target(endpoint: Endpoint, fullWeights: boolean): TargetRef {
  const object = objectOf(endpoint);
  const slice = sliceOf(endpoint);
  switch (object.kind) {
    case 'rule':
      return { path: object.connection.path, port: 'rule', rule: object.index, slice };
    case 'neurons':
    case 'current':
      return { path: object.path, port: object.kind, slice };
    case 'ensemble':
      return { path: object.path, port: fullWeights && isEncoding(endpoint) ? 'encoded' : 'input', slice };
    case 'node':
      return { path: object.path, port: 'input', slice };
  }
}

/** The rules of a connection; a signal as wide as something that a model no longer tells apart is given as its size. */
const rulesOf = (connection: Connection): readonly LearningRuleRecord[] =>
  connection.rules.map((rule, index) =>
    rule.type === 'customRule' && ['pre', 'post', 'mid', 'preState'].some(width => width === rule.signal)
      ? Object.freeze({ ...rule, signal: connection.rule(index).size })
      : rule,
  );

/** A connection with its decoders solved and its weights drawn; decoders and transform stay apart where the solver allows it. */
export function buildConnection(connection: Connection, model: Model, table: TensorTable, cache: DecoderCache): ModelConnection {
  const { path, pre, post, transform, seed, solver } = connection;
  const built = transform
    ? transforms.map<{ readonly tensor: Weights }, ModelHeld>(transform, {
        tensor: (weights, name) => table.weights(path, name, weights, seed),
      })
    : null;
  const common = { path, synapse: connection.synapse, delaySteps: connection.delaySteps, rules: rulesOf(connection) };
  const from = objectOf(pre);
  const sizeMid = built ? transformSizes(built).sizeIn : targetSize(post);
  if (from.kind !== 'ensemble' || !isDecoded(pre)) {
    const { function: fn } = connection;
    const sizeOut = targetSize(post);
    const called = fn ? { ref: fn, sizeOut: sizeMid } : null;
    const ends = { pre: source(pre), post: target(post, false), sizeOut };
    return Object.freeze({ ...common, ...ends, function: called, decoders: null, solve: null, transform: built });
  }
  const whole = solver.weights && isEncoding(post) && !isCompositional(solver);
  const through = whole ? neuronSpace({ ...model, tensors: table.tensors }, post, targetSize(post), built) : null;
  const request = { ...connection, ensemble: from, slice: sliceOf(pre), size: sizeMid, through };
  const { decoders, solve, size } = buildDecoders(request, model, table, cache);
  const ends = whole
    ? { post: { path: objectOf(post).path, port: 'current' as const, slice: null }, sizeOut: size, transform: null }
    : { post: target(post, solver.weights), sizeOut: targetSize(post), transform: built };
  return Object.freeze({ ...common, pre: source(pre), ...ends, function: null, decoders, solve });
}
