import {
  type Connection,
  type Endpoint,
  isDecoded,
  isEncoding,
  mapArrays,
  targetSize,
  transformSizes,
  type Viewable,
} from '@rheobase/core';
import type { Model, ModelConnection, SourceRef, TargetRef } from '../model/model.js';
import type { DecoderCache } from './decoder-cache.js';
import { buildDecoders } from './decoders.js';
import type { TensorTable } from './tensor-table.js';

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

/** A connection with its decoders solved and its weights drawn; decoders and transform stay apart. */
export function buildConnection(connection: Connection, model: Model, table: TensorTable, cache: DecoderCache): ModelConnection {
  const { path, pre, post, transform, seed } = connection;
  const from = objectOf(pre);
  const decoded =
    from.kind === 'ensemble' && isDecoded(pre)
      ? buildDecoders({ ...connection, ensemble: from, slice: sliceOf(pre) }, model, table, cache)
      : null;
  const runTime = !decoded && connection.function ? connection.function : null;
  const built = transform ? mapArrays(transform, (weights, name) => table.weights(path, name, weights, seed)) : null;
  const sizeOut = targetSize(post);
  return Object.freeze({
    path,
    pre: source(pre),
    post: target(post, decoded !== null && connection.solver.weights),
    function: runTime ? { ref: runTime, sizeOut: built ? transformSizes(built).sizeIn : sizeOut } : null,
    decoders: decoded?.decoders ?? null,
    solve: decoded?.solve ?? null,
    transform: built,
    synapse: connection.synapse,
    delaySteps: connection.delaySteps,
    rules: connection.rules,
    sizeOut,
  });
}
