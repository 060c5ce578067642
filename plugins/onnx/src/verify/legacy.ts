import { UnsupportedError } from '@rheobase/core';
import type { OnnxModel, OnnxNode } from '../index.js';

/** Operators that onnxjs 0.1.8 has on its cpu backend, with the opsets it has them for; as far as our own evaluator has them too. */
const known: ReadonlyMap<string, readonly [since: number, until: number]> = new Map(
  (
    [
      ['Abs', 6],
      ['Add', 7],
      ['AveragePool', 7],
      ['BatchNormalization', 7],
      ['Clip', 6],
      ['Concat', 4],
      ['Constant', 1],
      ['Conv', 1],
      ['Div', 7],
      ['Dropout', 7],
      ['Elu', 6],
      ['Exp', 6],
      ['Flatten', 1],
      ['Gather', 1],
      ['Gemm', 7],
      ['GlobalAveragePool', 1],
      ['GlobalMaxPool', 1],
      ['Identity', 1],
      ['LeakyRelu', 6],
      ['MatMul', 1],
      ['MaxPool', 1, 9],
      ['Mul', 7],
      ['Neg', 6],
      ['PRelu', 7],
      ['Pad', 2],
      ['ReduceMean', 1],
      ['ReduceSum', 1],
      ['Relu', 6],
      ['Reshape', 5],
      ['Sigmoid', 6],
      ['Slice', 1],
      ['Softmax', 1],
      ['Sqrt', 6],
      ['Squeeze', 1],
      ['Sub', 7],
      ['Sum', 6],
      ['Tanh', 6],
      ['Transpose', 1],
      ['Unsqueeze', 1],
    ] as const
  ).map(([name, since, until]) => [name, [since, until ?? 10]]),
);

const problem = (node: OnnxNode, opset: number): string | undefined => {
  const range = known.get(node.opType);
  if (node.domain !== '' || range === undefined) return `operator ${node.opType} is missing`;
  return opset < range[0] || opset > range[1] ? `operator ${node.opType} is there for opsets ${range[0]} to ${range[1]}` : undefined;
};

/** Refuses what onnxjs would get wrong or could not load: opsets above 10, missing operators, element types it does not take. */
export const requireLegacy = (model: OnnxModel): void => {
  const opset = model.opsets.get('') ?? 0;
  const problems = new Set(model.graph.nodes.flatMap(node => problem(node, opset) ?? []));
  if (opset > 10) problems.add(`opset ${opset} > 10`);
  if (model.irVersion < 3) problems.add(`IR version ${model.irVersion} < 3`);
  for (const { name, dtype } of model.graph.inputs) if (dtype !== 'float32') problems.add(`input "${name}" is ${dtype}, not float32`);
  if (problems.size === 0) return;
  const operators = [...new Set(model.graph.nodes.map(node => node.opType))].join(', ');
  throw new UnsupportedError(
    `onnxjs 0.1.8 cannot run this model (opset ${opset}; operators ${operators}): ${[...problems].reverse().join('; ')}. Export it for opset 9 to cross-check it.`,
    { code: 'unsupported-runtime', object: 'onnxjs', given: opset, allowed: 'opset up to 10' },
  );
};
