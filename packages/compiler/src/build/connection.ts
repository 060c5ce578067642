import { type Connection, type Endpoint, mapArrays, targetSize, transformSizes, type Viewable } from '@rheobase/core';
import type { Model, ModelConnection, SourceRef, TargetRef } from '../model/model.js';
import type { DecoderCache } from './decoder-cache.js';
import { buildDecoders } from './decoders.js';
import type { TensorTable } from './tensor-table.js';

export const objectOf = (endpoint: Endpoint): Viewable => (endpoint.kind === 'view' ? endpoint.of : endpoint);
export const sliceOf = (endpoint: Endpoint): readonly number[] | null => (endpoint.kind === 'view' ? endpoint.indices : null);

function source(endpoint: Endpoint): SourceRef {
  const object = objectOf(endpoint);
  const port = object.kind === 'node' ? 'output' : object.kind === 'ensemble' ? 'decoded' : 'neurons';
  // What a decoded connection sees of the ensemble is already in its targets.
  return { path: object.path, port, slice: port === 'decoded' ? null : sliceOf(endpoint) };
}

function target(endpoint: Endpoint): TargetRef {
  const object = objectOf(endpoint);
  const port = object.kind === 'neurons' ? 'neurons' : object.kind === 'current' ? 'current' : 'input';
  return { path: object.path, port, slice: sliceOf(endpoint) };
}

/** A connection with its decoders solved and its weights drawn; decoders and transform stay apart. */
export function buildConnection(connection: Connection, model: Model, table: TensorTable, cache: DecoderCache): ModelConnection {
  const { path, pre, post, transform, seed } = connection;
  const from = objectOf(pre);
  const decoded =
    from.kind === 'ensemble' ? buildDecoders({ ...connection, ensemble: from, slice: sliceOf(pre) }, model, table, cache) : null;
  const runTime = !decoded && connection.function ? connection.function : null;
  const built = transform ? mapArrays(transform, (weights, name) => table.weights(path, name, weights, seed)) : null;
  const sizeOut = targetSize(post);
  return Object.freeze({
    path,
    pre: source(pre),
    post: target(post),
    function: runTime ? { ref: runTime, sizeOut: built ? transformSizes(built).sizeIn : sizeOut } : null,
    decoders: decoded?.decoders ?? null,
    solve: decoded?.solve ?? null,
    transform: built,
    synapse: connection.synapse,
    delaySteps: connection.delaySteps,
    sizeOut,
  });
}
