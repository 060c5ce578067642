import { UnsupportedError } from '@rheobase/core';
import { nodeTitle } from '../graph/title.js';
import type { OnnxModel, OnnxNode } from '../read/model.js';
import { newestOpset, operators, supportedOperators } from './operators.js';

/** A node that cannot be evaluated, and why, in a clause. */
export interface UnsupportedNode {
  readonly node: OnnxNode;
  readonly reason: string;
}

/** The version of the standard operator set that a model asks for; 0 when it asks for none. */
export const opsetOf = (model: OnnxModel): number => model.opsets.get('') ?? 0;

/** Those of some nodes that cannot be evaluated. */
export const unsupportedNodes = (model: OnnxModel, nodes: readonly OnnxNode[] = model.graph.nodes): readonly UnsupportedNode[] =>
  nodes.flatMap(node => {
    const reason = whyNot(node, opsetOf(model));
    return reason === undefined ? [] : [{ node, reason }];
  });

const whyNot = (node: OnnxNode, opset: number): string | undefined => {
  if (node.domain !== '') return `is of domain ${node.domain}`;
  const operator = operators.get(node.opType);
  if (operator === undefined) return 'is not supported';
  if (opset < operator.since || opset > newestOpset) return `is supported in opsets ${operator.since} to ${newestOpset}`;
  const [fewest, most] = operator.inputs;
  const { length } = node.inputs;
  if (length < fewest || length > most) return `takes ${fewest} to ${most} inputs and has ${length}`;
  if (node.outputs.length === 0) return 'has no output';
  const refused = operator.refuse?.(node, opset);
  return refused && `is not supported with ${refused}`;
};

/** Throws one UnsupportedError for all nodes that cannot be evaluated, before anything is computed. */
export const requireSupported = (model: OnnxModel, nodes: readonly OnnxNode[]): void => {
  const refused = unsupportedNodes(model, nodes);
  if (refused.length === 0) return;
  const list = refused.slice(0, 20).map(({ node, reason }) => `${nodeTitle(node)} ${reason}`);
  const more = refused.length > 20 ? `; and ${refused.length - 20} more` : '';
  const known = supportedOperators().map(({ opType }) => opType);
  throw new UnsupportedError(
    `The ONNX graph (opset ${opsetOf(model)} of ai.onnx) cannot be evaluated: ${list.join('; ')}${more}. Supported are ${known.join(', ')}.`,
    {
      code: 'unsupported-operator',
      object: refused[0]?.node.name ?? '',
      given: refused.map(({ node }) => node.opType),
      allowed: known.join(', '),
    },
  );
};
