import { UnsupportedError } from '@rheobase/core';
import { intAttribute } from '../evaluate/attributes.js';
import { opsetOf, type UnsupportedNode } from '../evaluate/support.js';
import { dataFreeValues } from '../fold/facts.js';
import type { FoldedModel } from '../fold/fold.js';
import type { OnnxDimension, OnnxGraph, OnnxNode } from '../read/model.js';
import { dataValue, type PlanCall } from './planner.js';
import { planners } from './planners.js';
import { noCounterpart, refuseAll } from './refusals.js';
import type { Step } from './step.js';
import { notImportable } from './step.js';
import { makeTensors } from './tensors.js';

/** A value to be made, with the shape of one item of the batch. */
export interface PlannedValue {
  readonly step: Step;
  readonly shape: readonly number[];
  readonly node: OnnxNode;
  /** Which output of its node it is. */
  readonly output: number;
}

/** A graph as steps, in the order in which they can be taken. */
export interface Plan {
  readonly batch: OnnxDimension;
  readonly inputs: ReadonlyMap<string, readonly number[]>;
  readonly values: ReadonlyMap<string, PlannedValue>;
  /** Values to be probed, by the names under which they go out. */
  readonly outputs: ReadonlyMap<string, string>;
}

/** Plans every node of a folded graph before anything is built; throws one UnsupportedError for all nodes that do not fit. */
export const planGraph = ({ model, facts }: FoldedModel): Plan => {
  const { graph } = model;
  const batch = batchOf(graph, facts.shapes);
  const dataFree = dataFreeValues(model);
  const known = { opset: opsetOf(model), shapes: facts.shapes, constants: graph.initializers, dataFree, batch, tensors: makeTensors() };
  const used = new Set([...graph.nodes.flatMap(node => node.inputs), ...graph.outputs.map(({ name }) => name)]);
  const values = new Map<string, PlannedValue>();
  const refused: UnsupportedNode[] = [];
  for (const node of graph.nodes) {
    if (node.outputs.every(name => dataFree.has(name))) continue;
    try {
      for (const [name, value] of planNode({ ...known, node }, used)) values.set(name, value);
    } catch (error) {
      if (!(error instanceof UnsupportedError)) throw error;
      refused.push({ node, reason: error.message });
    }
  }
  refuseAll(model, refused);
  return { batch, inputs: inputShapes(graph, known), values, outputs: outputsOf(graph, values) };
};

const planNode = (call: PlanCall, used: ReadonlySet<string>): [string, PlannedValue][] => {
  const { node } = call;
  const planner = planners.get(node.opType);
  if (planner === undefined) throw notImportable(noCounterpart);
  const steps = planner(call);
  return node.outputs.flatMap((name, output) => {
    if (name === '' || !used.has(name)) return [];
    const step = steps[output];
    if (step === undefined) throw notImportable(`has its output ${output} ("${name}") in use, which cannot be imported`);
    return [[name, { step, shape: dataValue(call, name).shape, node, output }]];
  });
};

/** The first axis, on which all inputs have to agree. */
const batchOf = (graph: OnnxGraph, shapes: ReadonlyMap<string, readonly OnnxDimension[]>): OnnxDimension => {
  const axes = graph.inputs.map(({ name }) => ({ name, batch: shapes.get(name)?.[0] }));
  const [first] = axes;
  if (first === undefined)
    throw new UnsupportedError('The ONNX graph has no inputs: nothing would reach the network.', { code: 'no-inputs' });
  const wrong = axes.find(({ batch }) => batch === undefined || batch !== first.batch);
  if (wrong !== undefined || first.batch === undefined) {
    const { name, batch } = wrong ?? first;
    throw new UnsupportedError(
      `The first axis of the ONNX input "${name}" is ${batch ?? 'missing'}, but it has to be the batch, the same for every input (${first.batch ?? 'missing'} for "${first.name}").`,
      { code: 'no-batch', object: name, given: batch },
    );
  }
  return first.batch;
};

const isCastToFloat = (node: OnnxNode): boolean => node.opType === 'Cast' && [1, 11].includes(intAttribute({ node }, 'to', 0));

const inputShapes = (graph: OnnxGraph, known: Pick<PlanCall, 'shapes' | 'batch'>): ReadonlyMap<string, readonly number[]> =>
  new Map(
    graph.inputs.map(({ name, dtype }) => {
      const calculating = graph.nodes.find(node => node.inputs.includes(name) && !isCastToFloat(node));
      if (!dtype.startsWith('float') && calculating !== undefined) {
        throw new UnsupportedError(`The ONNX input "${name}" is ${dtype} and used without a Cast to float; networks calculate in floats.`, {
          code: 'integer-input',
          object: name,
          given: dtype,
          allowed: 'float32, float64',
        });
      }
      return [name, dataValue(known, name).shape];
    }),
  );

/** The graph's outputs, and beside one that a softmax makes, its logits. */
const outputsOf = (graph: OnnxGraph, values: ReadonlyMap<string, PlannedValue>): ReadonlyMap<string, string> => {
  const outputs = new Map<string, string>();
  for (const { name } of graph.outputs) {
    if (!values.has(name) && graph.inputs.every(input => input.name !== name)) {
      throw new UnsupportedError(`The ONNX output "${name}" does not depend on the data: there is nothing to compute.`, {
        code: 'constant-output',
        object: name,
      });
    }
    outputs.set(name, name);
    const step = values.get(rootOf(values, name))?.step;
    if (step?.kind === 'node' && step.record.type === 'softmax') outputs.set(`${name}.logits`, step.value);
  }
  return outputs;
};

/** The value whose elements a value has, past all changes of shape. */
export const rootOf = (values: ReadonlyMap<string, PlannedValue>, name: string): string => {
  let root = name;
  for (let step = values.get(root)?.step; step?.kind === 'same'; step = values.get(root)?.step) root = step.value;
  return root;
};
