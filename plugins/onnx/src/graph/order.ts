import { ImportError } from '@rheobase/core';
import type { OnnxGraph, OnnxNode } from '../read/model.js';
import { nodeTitle } from './title.js';

/**
 * Checks that every value is made once and every value used is made, and puts the nodes into topological order (file order where
 * that is one, as the format asks). Throws ImportError for duplicate and missing values and for cycles.
 */
export const orderGraph = (graph: OnnxGraph): OnnxGraph => {
  const producer = new Map<string, number>();
  const sources = new Set(graph.initializers.keys());
  for (const { name } of graph.inputs) {
    if (sources.has(name)) throw duplicate(name, 'graph input');
    sources.add(name);
  }
  graph.nodes.forEach((node, index) => {
    for (const name of node.outputs) {
      if (name === '') continue;
      if (sources.has(name) || producer.has(name)) throw duplicate(name, nodeTitle(node));
      producer.set(name, index);
    }
  });
  for (const { name } of graph.outputs) {
    if (!sources.has(name) && !producer.has(name)) throw missing(name, 'The graph output');
  }
  return { ...graph, nodes: sortNodes(graph.nodes, producer, sources) };
};

/** Kahn's algorithm, level by level in file order, so that deep graphs need no stack. */
const sortNodes = (
  nodes: readonly OnnxNode[],
  producer: ReadonlyMap<string, number>,
  sources: ReadonlySet<string>,
): readonly OnnxNode[] => {
  const consumers = nodes.map((): number[] => []);
  const waiting = new Array<number>(nodes.length).fill(0);
  let sorted = true;
  nodes.forEach((node, index) => {
    for (const name of node.inputs) {
      const from = producer.get(name);
      if (from === undefined) {
        if (name !== '' && !sources.has(name)) throw missing(name, nodeTitle(node));
        continue;
      }
      consumers[from]?.push(index);
      waiting[index] = (waiting[index] ?? 0) + 1;
      sorted &&= from < index;
    }
  });
  if (sorted) return nodes;
  const order = [...waiting.keys()].filter(index => waiting[index] === 0);
  for (let next = 0; next < order.length; next++) {
    for (const index of consumers[order[next] ?? 0] ?? []) {
      waiting[index] = (waiting[index] ?? 0) - 1;
      if (waiting[index] === 0) order.push(index);
    }
  }
  const stuck = nodes.find((_, index) => (waiting[index] ?? 0) > 0);
  if (stuck !== undefined) {
    throw new ImportError(`The graph has a cycle through ${nodeTitle(stuck)}.`, { code: 'cycle', object: nodeTitle(stuck) });
  }
  return order.flatMap(index => nodes[index] ?? []);
};

const duplicate = (name: string, by: string): ImportError =>
  new ImportError(`The value "${name}" is made twice; the second time by ${by}.`, { code: 'duplicate-name', object: name });

const missing = (name: string, user: string): ImportError =>
  new ImportError(`${user} uses the value "${name}", which no input, initializer or node makes.`, { code: 'missing-value', object: name });
