import { ImportError } from '@rheobase/core';
import { integerOf, messageOf, messagesOf, textOf } from './fields.js';
import { readGraph, standardDomain } from './graph.js';
import type { OnnxModel } from './model.js';
import { modelSchema } from './schema.js';
import type { TensorOptions } from './tensor.js';
import { decodeMessage, type WireMessage } from './wire.js';

/** Reads the bytes of an ONNX file into plain data, its nodes still in file order. */
export const decodeModel = (bytes: Uint8Array, options: TensorOptions): OnnxModel => {
  if (!(bytes instanceof Uint8Array))
    throw new ImportError('An ONNX file has to be given as a Uint8Array.', { code: 'not-bytes', given: typeof bytes });
  if (bytes.length === 0) throw new ImportError('The ONNX file is empty.', { code: 'empty-file', given: 0 });
  const message = decodeMessage(bytes, modelSchema);
  const graph = messageOf(message, 'graph');
  if (graph === undefined) throw new ImportError('The ONNX file has no graph: it is truncated or not an ONNX model.', { code: 'no-graph' });
  const irVersion = integerOf(message, 'irVersion', 'model');
  return {
    irVersion,
    producer: `${textOf(message, 'producerName')} ${textOf(message, 'producerVersion')}`.trim(),
    opsets: readOpsets(message, irVersion),
    graph: readGraph(graph, options),
  };
};

const readOpsets = (message: WireMessage, irVersion: number): ReadonlyMap<string, number> => {
  const opsets = new Map<string, number>();
  for (const entry of messagesOf(message, 'opsetImport')) {
    const domain = standardDomain(textOf(entry, 'domain'));
    const version = integerOf(entry, 'version', `operator set "${domain}"`);
    if (opsets.has(domain))
      throw new ImportError(`The operator set "${domain || 'ai.onnx'}" is imported twice.`, { code: 'duplicate-name', object: domain });
    opsets.set(domain, version);
  }
  // Files before IR version 3 name no operator sets and mean the first one.
  if (irVersion < 3 && opsets.size === 0) opsets.set('', 1);
  if (opsets.size === 0)
    throw new ImportError('The ONNX file imports no operator set: it is truncated or malformed.', { code: 'no-opset' });
  return opsets;
};
