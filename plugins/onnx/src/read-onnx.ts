import { knownOptions } from '@rheobase/core';
import { orderGraph } from './graph/order.js';
import { decodeModel } from './read/decode.js';
import type { OnnxModel } from './read/model.js';
import { type TensorOptions, tensorOptionNames } from './read/tensor.js';

/**
 * Reads an ONNX file into plain data: nodes in topological order, weights in float64. Subgraphs, functions and training information are
 * not read. Throws ImportError (truncated, malformed, cyclic, duplicate names, non-finite weights, side files that were not given) and
 * UnsupportedError (element types such as float16, sparse weights), and nothing else.
 */
export const readOnnx = (bytes: Uint8Array, options: TensorOptions = {}): OnnxModel => {
  const model = decodeModel(bytes, knownOptions('readOnnx', options, tensorOptionNames));
  return { ...model, graph: orderGraph(model.graph) };
};
