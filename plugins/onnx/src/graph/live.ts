import { ValidationError } from '@rheobase/core';
import type { OnnxGraph, OnnxNode } from '../read/model.js';

/** The nodes that some values depend on, in topological order. Throws ValidationError for a name that is no value of the graph. */
export const liveNodes = (graph: OnnxGraph, names: readonly string[]): readonly OnnxNode[] => {
  const needed = new Set(names);
  const live: OnnxNode[] = [];
  for (const node of [...graph.nodes].reverse()) {
    if (!node.outputs.some(name => name !== '' && needed.has(name))) continue;
    live.push(node);
    for (const name of node.inputs) needed.add(name);
  }
  const made = new Set([...graph.initializers.keys(), ...graph.inputs.map(input => input.name), ...live.flatMap(node => node.outputs)]);
  const unknown = names.find(name => name === '' || !made.has(name));
  if (unknown !== undefined) {
    throw new ValidationError(`The graph has no value named "${unknown}" to put out.`, {
      code: 'unknown-value',
      object: unknown,
      allowed: `graph outputs ${graph.outputs.map(output => output.name).join(', ')}, and the outputs of any node`,
    });
  }
  return live.reverse();
};
