import { convolution, dense, type Tensor } from '@rheobase/core';
import { floatAttribute, intAttribute } from '../evaluate/attributes.js';
import { planSliding } from '../evaluate/sliding.js';
import type { OnnxTensor } from '../read/model.js';
import { biasOf } from './constants.js';
import { constantInput, type DataValue, dataInput, outputValue, type PlanCall, type PlannerTable, requiredConstant } from './planner.js';
import type { Step } from './step.js';
import { notImportable } from './step.js';
import { permuted } from './tensors.js';
import { spatialWindow } from './window.js';

/** Convolution over one or two spatial axes, channels first; the kernel goes from (filters, channels, …space) to (…space, channels, filters). */
const conv = (call: PlanCall): Step[] => {
  const input = dataInput(call, 0);
  const weights = requiredConstant(call, 1);
  const bias = constantInput(call, 2);
  const [filters = 0, , ...kernelSize] = weights.shape;
  const { strides, dilations, padding } = spatialWindow(planSliding(callOf(call), [1, ...input.shape], kernelSize), kernelSize);
  const order = [...kernelSize.map((_, axis) => axis + 2), 1, 0];
  const transform = convolution({
    inputShape: input.shape,
    channelsLast: false,
    filters,
    kernelSize,
    strides,
    dilations,
    padding,
    groups: intAttribute(call, 'group', 1),
    kernel: call.tensors.of(
      weights,
      order.map(axis => weights.shape[axis] ?? 1),
      'channels last',
      permuted(weights.shape, order),
    ),
  });
  const perFilter = bias === undefined ? null : call.tensors.of(bias, [filters, ...kernelSize.map(() => 1)]);
  return [{ kind: 'sum', terms: [{ value: input.name, transform }], bias: perFilter }];
};

/** What the readers of attributes ask for. */
const callOf = ({ node, opset }: PlanCall) => ({ node, opset, inputs: [], maxElements: Number.POSITIVE_INFINITY });

/** alpha · A B + beta · C with constant B and C. */
const gemm = (call: PlanCall): Step[] => {
  const input = dataInput(call, 0);
  const weights = requiredConstant(call, 1);
  const addend = constantInput(call, 2);
  if (intAttribute(call, 'transA', 0) !== 0) throw notImportable('has transA 1, which would multiply across the batch');
  const alpha = floatAttribute(call, 'alpha', 1);
  const beta = floatAttribute(call, 'beta', 1);
  const rows =
    intAttribute(call, 'transB', 0) === 0 ? transposed(call, weights, alpha) : call.tensors.of(weights, weights.shape, ...times(alpha));
  const bias = addend === undefined ? null : biasOf(call, addend, outputValue(call), beta);
  return [{ kind: 'sum', terms: [{ value: input.name, transform: dense(rows) }], bias }];
};

/** A layout in which every element is multiplied by a number, after another change. */
const times = (factor: number, layout = 'as stored', arrange = (data: Float64Array): Float64Array => data) =>
  factor === 1
    ? ([layout, arrange] as const)
    : ([`${layout} times ${factor}`, (data: Float64Array) => arrange(data).map(x => factor * x)] as const);

const transposed = (call: PlanCall, weights: OnnxTensor, factor = 1): Tensor => {
  const [inner = 1, columns = 1] = weights.shape;
  return call.tensors.of(weights, [columns, inner], ...times(factor, 'transposed', permuted([inner, columns], [1, 0])));
};

/** Matrix product with one constant factor. Further axes of the data are positions of a convolution with a kernel of one cell. */
const matMul = (call: PlanCall): Step[] => {
  const left = call.constants.get(call.node.inputs[0] ?? '');
  const input = dataInput(call, left === undefined ? 0 : 1);
  const sum = (transform: ReturnType<typeof convolution> | ReturnType<typeof dense>): Step[] => [
    { kind: 'sum', terms: [{ value: input.name, transform }], bias: null },
  ];
  if (left !== undefined) return sum(fromTheLeft(call, left, input));
  const weights = requiredConstant(call, 1);
  if (weights.shape.length > 2 || input.full.length < 2) {
    throw notImportable(
      `multiplies [${input.full.join(', ')}] and [${weights.shape.join(', ')}]; the second may have two axes, the first has to have more than the batch`,
    );
  }
  if (input.full.length === 2) return sum(dense(transposed(call, weights)));
  const [inner = 1, columns = 1] = weights.shape;
  const kernel = call.tensors.of(weights, [1, inner, columns]);
  return sum(convolution({ inputShape: [input.size / inner, inner], filters: columns, kernelSize: 1, kernel }));
};

const fromTheLeft = (call: PlanCall, weights: OnnxTensor, input: DataValue) => {
  const [rows = 1, inner = 1] = weights.shape;
  if (weights.shape.length !== 2 || input.full.length !== 3) {
    throw notImportable(`multiplies [${weights.shape.join(', ')}] and [${input.full.join(', ')}], across the batch or in stacks`);
  }
  const kernel = call.tensors.of(weights, [1, inner, rows], 'transposed', permuted([rows, inner], [1, 0]));
  return convolution({ inputShape: input.shape, channelsLast: false, filters: rows, kernelSize: 1, kernel });
};

export const linearPlanners: PlannerTable = [
  ['Conv', conv],
  ['Gemm', gemm],
  ['MatMul', matMul],
];
