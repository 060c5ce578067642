import { UnsupportedError } from '@rheobase/core';
import { opsetOf, type UnsupportedNode, unsupportedNodes } from '../evaluate/support.js';
import { dataFreeValues } from '../fold/facts.js';
import { nodeTitle } from '../graph/title.js';
import type { OnnxModel, OnnxNode } from '../read/model.js';
import { importableOperators, planners } from './planners.js';

export const noCounterpart = 'has no counterpart among transforms, nodes and neuron types';

/**
 * Where some node cannot even be evaluated, all nodes that can be told to be out of reach from their types and attributes alone; else none,
 * and planning finds them all.
 */
export const refusedTypes = (model: OnnxModel, nodes: readonly OnnxNode[]): readonly UnsupportedNode[] => {
  const reasons = new Map(unsupportedNodes(model, nodes).map(({ node, reason }) => [node, reason]));
  if (reasons.size === 0) return [];
  const free = dataFreeValues(model);
  return nodes.flatMap(node => {
    const known = planners.has(node.opType) || node.outputs.every(name => free.has(name));
    const reason = known ? reasons.get(node) : noCounterpart;
    return reason === undefined ? [] : [{ node, reason }];
  });
};

/** Throws one UnsupportedError for all nodes that cannot be imported. */
export const refuseAll = (model: OnnxModel, refused: readonly UnsupportedNode[]): void => {
  const [first] = refused;
  if (first === undefined) return;
  const list = refused.slice(0, 20).map(({ node, reason }) => `${nodeTitle(node)} ${reason}`);
  const more = refused.length > 20 ? `; and ${refused.length - 20} more` : '';
  const known = importableOperators().join(', ');
  throw new UnsupportedError(
    `The ONNX graph (opset ${opsetOf(model)} of ai.onnx) cannot be imported: ${list.join('; ')}${more}. Importable are ${known}.`,
    {
      code: 'unsupported-operator',
      object: first.node.name || (first.node.outputs[0] ?? ''),
      given: refused.map(({ node }) => node.opType),
      allowed: known,
    },
  );
};
