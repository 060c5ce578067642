import type { OnnxTensor } from '../read/model.js';
import { intAttribute } from './attributes.js';
import { poolMaximum, poolMean } from './kernels/pool.js';
import { allocate, nodeFault, type OperatorCall, type OperatorTable, requireInput } from './operator.js';
import { kernelShape, planSliding, refuseAutoPad, type SlidingPlan } from './sliding.js';

const planPool = (call: OperatorCall, x: OnnxTensor): SlidingPlan => {
  const kernel = kernelShape(call);
  if (kernel === undefined) throw nodeFault(call, 'lacks the attribute kernel_shape');
  const plan = planSliding(call, x.shape, kernel);
  const { kernel: sizes, dilations, pads } = plan.sliding;
  // Otherwise whole windows could lie in the padding, where neither a maximum nor a mean is defined.
  if (pads.some((pad, axis) => pad > ((sizes[axis] ?? 1) - 1) * (dilations[axis] ?? 1)))
    throw nodeFault(call, 'pads by as much as its window or more', pads);
  return plan;
};

const averagePool = (call: OperatorCall) => {
  const x = requireInput(call, 0);
  const { sliding, outputSizes, extents } = planPool(call, x);
  const shape = [...x.shape.slice(0, 2), ...outputSizes];
  const data = allocate(call, shape);
  poolMean(x.data, data, sliding, intAttribute(call, 'count_include_pad', 0) === 1 ? extents : undefined);
  return [{ dtype: x.dtype, shape, data }];
};

const maxPool = (call: OperatorCall): OnnxTensor[] => {
  const x = requireInput(call, 0);
  const { sliding, outputSizes } = planPool(call, x);
  const shape = [...x.shape.slice(0, 2), ...outputSizes];
  const data = allocate(call, shape);
  const indices = call.node.outputs.length > 1 ? allocate(call, shape) : undefined;
  poolMaximum(x.data, data, sliding, indices, intAttribute(call, 'storage_order', 0) === 1);
  const maxima: OnnxTensor = { dtype: x.dtype, shape, data };
  return indices === undefined ? [maxima] : [maxima, { dtype: 'int64', shape, data: indices }];
};

/** Pooling over the whole of space: the spatial axes become one of size 1. */
const globalPool = (call: OperatorCall, maximum: boolean) => {
  const x = requireInput(call, 0);
  const [batch = 0, channels = 0, ...space] = x.shape;
  const size = space.reduce((product, length) => product * length, 1);
  if (x.shape.length < 3 || size === 0) throw nodeFault(call, `cannot pool over the space of shape [${x.shape.join(', ')}]`, x.shape);
  const shape = [batch, channels, ...space.map(() => 1)];
  const data = allocate(call, shape);
  const ones = [1, 1, 1] as const;
  const whole = [1, 1, size] as const;
  const sliding = { batch, channels, input: whole, output: ones, kernel: whole, strides: ones, dilations: ones, pads: [0, 0, 0] as const };
  if (maximum) poolMaximum(x.data, data, sliding, undefined, false);
  else poolMean(x.data, data, sliding, undefined);
  return [{ dtype: x.dtype, shape, data }];
};

export const poolingOperators: OperatorTable = [
  ['AveragePool', { since: 1, inputs: [1, 1], refuse: refuseAutoPad, evaluate: averagePool }],
  ['MaxPool', { since: 1, inputs: [1, 1], refuse: refuseAutoPad, evaluate: maxPool }],
  ['GlobalAveragePool', { since: 1, inputs: [1, 1], evaluate: call => globalPool(call, false) }],
  ['GlobalMaxPool', { since: 1, inputs: [1, 1], evaluate: call => globalPool(call, true) }],
];
