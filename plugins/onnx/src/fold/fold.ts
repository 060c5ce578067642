import { opsetOf } from '../evaluate/support.js';
import { liveNodes } from '../graph/live.js';
import type { OnnxModel, OnnxNode, OnnxTensor } from '../read/model.js';
import { type DimensionSizes, type GraphFacts, graphFacts } from './facts.js';

/** A model without the arithmetic on constants and shapes, and what was learnt on the way. */
export interface FoldedModel {
  readonly model: OnnxModel;
  readonly facts: GraphFacts;
}

/**
 * Replaces everything that depends on neither data nor batch by initializers, and the shape that a Reshape is given by the shape it has
 * been seen to make, with -1 for the batch; then drops nodes and initializers that nothing needs any longer. The folded model computes the
 * same for every batch size. Throws what `graphFacts` throws.
 */
export const foldConstants = (model: OnnxModel, sizes: DimensionSizes = new Map()): FoldedModel => {
  const facts = graphFacts(model, sizes);
  const initializers = new Map<string, OnnxTensor>([...model.graph.initializers, ...facts.constants]);
  const names = new Set([...facts.shapes.keys(), ...initializers.keys()]);
  const nodes = model.graph.nodes
    .filter(node => !node.outputs.every(name => name === '' || facts.constants.has(name)))
    .map(node => (node.opType === 'Reshape' && opsetOf(model) >= 5 ? fixReshape(node, facts, initializers, names) : node));
  const graph = { ...model.graph, nodes, initializers };
  const live = liveNodes(
    graph,
    graph.outputs.map(({ name }) => name),
  );
  const used = new Set([...live.flatMap(node => node.inputs), ...graph.outputs.map(({ name }) => name)]);
  const kept = new Map([...initializers].filter(([name]) => used.has(name)));
  return { model: { ...model, graph: { ...graph, nodes: live, initializers: kept } }, facts };
};

/** A Reshape with its target written out, when at most one size of the result is open. */
const fixReshape = (node: OnnxNode, facts: GraphFacts, initializers: Map<string, OnnxTensor>, names: Set<string>): OnnxNode => {
  const [data = '', target = ''] = node.inputs;
  const shape = facts.shapes.get(node.outputs[0] ?? '');
  if (shape === undefined || shape.filter(size => typeof size === 'string').length > 1 || shape.includes(0)) return node;
  const name = freeName(`${target}/folded`, names);
  names.add(name);
  initializers.set(name, {
    dtype: 'int64',
    shape: [shape.length],
    data: Float64Array.from(shape, size => (typeof size === 'string' ? -1 : size)),
  });
  return { ...node, inputs: [data, name] };
};

const freeName = (wanted: string, taken: ReadonlySet<string>): string => (taken.has(wanted) ? freeName(`${wanted}_`, taken) : wanted);
