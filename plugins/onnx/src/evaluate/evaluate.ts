import { ImportError, knownOptions, optionNames } from '@rheobase/core';
import { liveNodes } from '../graph/live.js';
import { nodeTitle } from '../graph/title.js';
import type { OnnxModel, OnnxNode, OnnxTensor } from '../read/model.js';
import { bindInputs, type OnnxInput } from './inputs.js';
import type { OperatorCall } from './operator.js';
import { operators } from './operators.js';
import { opsetOf, requireSupported } from './support.js';

/** How a graph is evaluated. */
export interface EvaluateOptions {
  /** Names of the values to return: graph outputs by default, but any value of the graph can be asked for, such as activations of a layer. */
  readonly outputs?: readonly string[];
  /** Refuses to make tensors with more elements than this; 2^26 (512 MiB each) by default. */
  readonly maxElements?: number;
}

const optionsNames = optionNames<EvaluateOptions>({ outputs: true, maxElements: true });

/**
 * Computes values of a graph from its inputs. Everything float is computed and kept in float64, whatever type the file declares, so that
 * the result is a reference for any float32 runtime (which differs from it by its own rounding); integers are exact and wrap as their
 * type does. Only what the asked values depend on is computed.
 *
 * Throws UnsupportedError for all unsupported nodes at once, before anything is computed; ValidationError for inputs that do not fit;
 * ImportError for a graph that contradicts itself.
 */
export const evaluateOnnx = (
  model: OnnxModel,
  inputs: ReadonlyMap<string, OnnxInput>,
  options: EvaluateOptions = {},
): Map<string, OnnxTensor> => {
  knownOptions('evaluateOnnx', options, optionsNames);
  const names = options.outputs ?? model.graph.outputs.map(output => output.name);
  const nodes = liveNodes(model.graph, names);
  requireSupported(model, nodes);
  const values = new Map([...model.graph.initializers, ...bindInputs(model, inputs)]);
  const lastUse = new Map(nodes.flatMap((node, index) => node.inputs.map(name => [name, index] as const)));
  for (const name of names) lastUse.set(name, nodes.length);
  const call = { opset: opsetOf(model), maxElements: options.maxElements ?? 2 ** 26 };
  nodes.forEach((node, index) => {
    evaluateNode({ ...call, node, inputs: node.inputs.map(name => values.get(name)) }, values);
    for (const name of [...node.inputs, ...node.outputs]) if ((lastUse.get(name) ?? index) <= index) values.delete(name);
  });
  return new Map(
    names.map(name => {
      const value = values.get(name);
      if (value === undefined) throw new ImportError(`The ONNX graph makes no value "${name}".`, { code: 'missing-value', object: name });
      return [name, value];
    }),
  );
};

const evaluateNode = (call: OperatorCall, values: Map<string, OnnxTensor>): void => {
  const node: OnnxNode = call.node;
  const results = operators.get(node.opType)?.evaluate(call) ?? [];
  node.outputs.forEach((name, index) => {
    const result = results[index];
    if (name === '') return;
    if (result === undefined) {
      throw new ImportError(`In the ONNX graph, ${nodeTitle(node)} names ${node.outputs.length} outputs, but makes ${results.length}.`, {
        code: 'bad-node',
        object: node.name,
        given: node.outputs.length,
      });
    }
    values.set(name, result);
  });
};
