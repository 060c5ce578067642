import {
  broadcastIndices,
  type Endpoint,
  indices,
  type Network,
  type Neurons,
  type Node,
  relu,
  sizeOf,
  type Tensor,
  type TransformRecord,
  tensor,
} from '@rheobase/core';
import { addBiases, reshapedBias } from './constants.js';
import { labelOf, valueLabels } from './labels.js';
import { type Plan, type PlannedValue, rootOf } from './plan.js';
import { operandsOf } from './step.js';

/** A connection to be made; without a label it is called after its ends. */
interface Feed {
  readonly source: Node | Neurons;
  readonly transform: TransformRecord | null;
  readonly label: string | undefined;
}

/** What a value consists of: connections into whatever takes it, and a constant. */
interface Parts {
  readonly feeds: readonly Feed[];
  readonly bias: Tensor | null;
}

/** Paths of what has been made, by the names in the file. */
export interface Wired {
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * Takes the steps of a plan in a Network. A sum with one taker goes straight into that; with more, it becomes a passthrough node. Constants
 * added before a ReLU become biases of its neurons, others constant nodes.
 */
export const wirePlan = (plan: Plan, network: Network): Wired => {
  const { values } = plan;
  const labels = valueLabels(plan);
  const root = (name: string): string => rootOf(values, name);
  const takers = new Map<string, number>();
  const taken = [...values.values()].flatMap(({ step }) => (step.kind === 'same' ? [] : operandsOf(step)));
  for (const name of [...taken, ...plan.outputs.values()].map(root)) takers.set(name, (takers.get(name) ?? 0) + 1);
  const placed = new Map<string, Node | Neurons>();
  const sums = new Map<string, Parts>();

  const shapeOf = (name: string): readonly number[] => values.get(name)?.shape ?? plan.inputs.get(name) ?? [1];
  const labelFor = (name: string): string => labels.get(name) ?? labelOf(name, 'value');

  /** The node or neurons that hold a value. */
  const place = (name: string): Node | Neurons => {
    const origin = root(name);
    const known = placed.get(origin);
    if (known !== undefined) return known;
    const shape = shapeOf(origin);
    const label = labelFor(origin);
    const node = network.passthrough(sizeOf(shape), { label, shape });
    placed.set(origin, node);
    feed(node, sums.get(origin) ?? { feeds: [], bias: null }, shape, label);
    return node;
  };

  /** What a value consists of for its only taker; the value itself where it has others. */
  const partsOf = (name: string): Parts => {
    const origin = root(name);
    const parts = sums.get(origin);
    if (parts === undefined || takers.get(origin) !== 1)
      return { feeds: [{ source: place(origin), transform: null, label: undefined }], bias: null };
    return { feeds: parts.feeds, bias: parts.bias && reshapedBias(parts.bias, shapeOf(origin), shapeOf(name)) };
  };

  /** Connects the parts of a value to what takes it. */
  const feed = (target: Endpoint, { feeds, bias }: Parts, shape: readonly number[], label: string): void => {
    connect(target, feeds, label);
    if (bias === null) return;
    const constant = network.constant(vectorOf(bias), { label: `${label}.bias`, hints: { trainable: true } });
    const size = sizeOf(shape);
    const repeat = constant.sizeOut === size ? {} : { transform: indices(constant.sizeOut, broadcastIndices(bias.shape, shape)) };
    network.connect(constant, target, { synapse: null, ...repeat });
  };

  const connect = (target: Endpoint, feeds: readonly Feed[], label: string): void => {
    for (const { source, transform, label: own } of feeds) {
      const named = own === undefined || own === label ? {} : { label: own };
      network.connect(source, target, { synapse: null, ...named, ...(transform === null ? {} : { transform }) });
    }
  };

  // The same bias tensor stays one array wherever it is used.
  const vectors = new Map<Tensor, Tensor>();
  const vectorOf = (bias: Tensor): Tensor => {
    const vector = vectors.get(bias) ?? (bias.shape.length === 1 ? bias : tensor([bias.data.length], bias.data));
    vectors.set(bias, vector);
    return vector;
  };

  const take = (name: string, { step, shape }: PlannedValue): void => {
    const label = labelFor(name);
    switch (step.kind) {
      case 'same':
        return;
      case 'sum': {
        const terms = step.terms.map(
          ({ value, transform }): Parts =>
            transform === null ? partsOf(value) : { feeds: [{ source: place(value), transform, label }], bias: null },
        );
        const biases = [...terms.map(({ bias }) => bias), step.bias];
        sums.set(name, { feeds: terms.flatMap(({ feeds }) => feeds), bias: biases.reduce(addBiases, null) });
        return;
      }
      case 'concat': {
        const node = network.passthrough(sizeOf(shape), { label, shape });
        placed.set(name, node);
        for (const [i, { value, to }] of step.parts.entries()) feed(node.at(to), partsOf(value), shapeOf(value), `${label}.${i}`);
        return;
      }
      case 'relu': {
        const { feeds, bias } = partsOf(step.value);
        const parameterShape = bias?.shape ?? shape.map((length, axis) => (axis === 0 ? length : 1));
        const { neurons } = network.ensemble(sizeOf(shape), 1, {
          label,
          neuronType: relu(),
          encoders: null,
          shape,
          parameterShape,
          gain: 1,
          bias: bias ?? 0,
        });
        placed.set(name, neurons);
        connect(neurons, feeds, label);
        return;
      }
      case 'node': {
        const node = network.node(step.record, { label, shape });
        placed.set(name, node);
        feed(node, partsOf(step.value), shapeOf(step.value), label);
        return;
      }
    }
  };

  const inputs = [...plan.inputs].map(([name, shape]): [string, string] => {
    const node = network.input(sizeOf(shape), { label: labelOf(name, 'input'), shape });
    placed.set(name, node);
    return [name, node.path];
  });
  for (const [name, value] of values) take(name, value);
  const outputs = [...plan.outputs].map(([name, value]): [string, string] => [
    name,
    network.probe(place(value), { label: labelOf(name, 'output') }).path,
  ]);
  return { inputs: Object.fromEntries(inputs), outputs: Object.fromEntries(outputs) };
};
