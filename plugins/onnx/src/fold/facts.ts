import { ValidationError } from '@rheobase/core';
import { evaluateOnnx } from '../evaluate/evaluate.js';
import { liveNodes } from '../graph/live.js';
import type { OnnxDimension, OnnxModel, OnnxTensor } from '../read/model.js';

/** What is known of a graph before any data arrive. */
export interface GraphFacts {
  /** The shape of every value. The batch size stands under its name, multiples of it as `2*batch`, anything less regular as `?`. */
  readonly shapes: ReadonlyMap<string, readonly OnnxDimension[]>;
  /** Values that depend on neither the data nor the batch size: initializers, constants, and what is computed from them and from shapes. */
  readonly constants: ReadonlyMap<string, OnnxTensor>;
}

/** Sizes for named dimensions other than the batch (`{ height: 28 }`), where a graph has such. */
export type DimensionSizes = ReadonlyMap<string, number>;

const batches = [2, 3] as const;

/**
 * Learns shapes and constants by evaluating the graph on zeros with two batch sizes: what differs between the runs depends on the batch.
 * The batch is the first axis of the inputs where that has no fixed size; all of its names mean the same size. Throws ValidationError when
 * another axis has no size, and whatever `evaluateOnnx` throws.
 */
export const graphFacts = (model: OnnxModel, sizes: DimensionSizes = new Map()): GraphFacts => {
  const symbol = batchName(model);
  const outputs = model.graph.outputs.map(({ name }) => name);
  const names = [
    ...model.graph.initializers.keys(),
    ...model.graph.inputs.map(({ name }) => name),
    ...liveNodes(model.graph, outputs).flatMap(node => node.outputs.filter(name => name !== '')),
  ];
  const [first, second] = batches.map(batch => evaluateOnnx(model, zeroInputs(model, batch, sizes), { outputs: names }));
  const free = dataFreeValues(model);
  const shapes = new Map<string, readonly OnnxDimension[]>();
  const constants = new Map<string, OnnxTensor>();
  for (const [name, a] of first ?? []) {
    const b = second?.get(name);
    if (b === undefined) continue;
    shapes.set(
      name,
      a.shape.map((size, axis) => dimension(size, b.shape[axis] ?? 0, symbol)),
    );
    if (free.has(name) && sameTensor(a, b)) constants.set(name, a);
  }
  return { shapes, constants };
};

/** The name of the size that the caller chooses: that of the first axis of the first input that leaves it open; `batch` where it has no name. */
const batchName = (model: OnnxModel): string => {
  const open = model.graph.inputs.map(({ shape }) => shape?.[0]).find(dimension => typeof dimension === 'string');
  return typeof open === 'string' && open !== '?' ? open : 'batch';
};

const zeroInputs = (model: OnnxModel, batch: number, sizes: DimensionSizes) =>
  new Map(
    model.graph.inputs.map(({ name, shape: declared }) => {
      if (declared === undefined) throw openShape(name, 'shape');
      const shape = declared.map((dimension, axis) => {
        if (typeof dimension === 'number') return dimension;
        const size = sizes.get(dimension) ?? (axis === 0 ? batch : undefined);
        if (size === undefined) throw openShape(name, `size "${dimension}" of axis ${axis}`);
        return size;
      });
      return [name, { shape, data: new Float64Array(shape.reduce((product, size) => product * size, 1)) }];
    }),
  );

const openShape = (name: string, what: string): ValidationError =>
  new ValidationError(`The ${what} of the ONNX input "${name}" is not fixed in the file: give it.`, { code: 'open-shape', object: name });

const dimension = (first: number, second: number, symbol: string): OnnxDimension => {
  if (first === second) return first;
  const factor = first / batches[0];
  if (!Number.isInteger(factor) || second !== factor * batches[1]) return '?';
  return factor === 1 ? symbol : `${factor}*${symbol}`;
};

const sameTensor = (a: OnnxTensor, b: OnnxTensor): boolean =>
  a.shape.join() === b.shape.join() && a.data.every((value, index) => Object.is(value, b.data[index]));

/** Values that no input element reaches. A shape is one, since it does not depend on the elements. */
export const dataFreeValues = (model: OnnxModel): ReadonlySet<string> => {
  const free = new Set(['', ...model.graph.initializers.keys()]);
  for (const node of model.graph.nodes) {
    if (node.opType !== 'Shape' && !node.inputs.every(name => free.has(name))) continue;
    for (const name of node.outputs) free.add(name);
  }
  return free;
};
