import { intAttribute, intsAttribute } from './attributes.js';
import { broadcastStrides } from './kernels/elementwise.js';
import { sumAxes } from './kernels/take.js';
import { allocate, integerInput, nodeFault, type OperatorCall, type OperatorTable, requireInput, resolveAxis } from './operator.js';

/** Sum or mean over axes; these are an attribute before, and an input from, opset `axesAsInput` on. Without axes: over all. */
const reduce = (axesAsInput: number, mean: boolean) => (call: OperatorCall) => {
  const x = requireInput(call, 0);
  const given = (call.opset < axesAsInput ? intsAttribute(call, 'axes') : integerInput(call, 1)) ?? [];
  if (given.length === 0 && intAttribute(call, 'noop_with_empty_axes', 0) !== 0) return [x];
  const axes = given.length === 0 ? x.shape.map((_, axis) => axis) : given.map(axis => resolveAxis(call, axis, x.shape.length));
  const kept = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  const data = allocate(call, kept);
  sumAxes(x.data, x.shape, broadcastStrides(kept, kept), data);
  if (x.dtype === 'int64' && !data.every(Number.isSafeInteger)) throw nodeFault(call, 'makes an int64 beyond 2^53');
  const count = data.length === 0 ? 1 : x.data.length / data.length;
  const result = mean ? data.map(sum => sum / count) : data;
  const shape = intAttribute(call, 'keepdims', 1) === 0 ? x.shape.filter((_, axis) => !axes.includes(axis)) : kept;
  return [{ dtype: x.dtype, shape, data: result }];
};

export const reductionOperators: OperatorTable = [
  ['ReduceSum', { since: 1, inputs: [1, 2], evaluate: reduce(13, false) }],
  ['ReduceMean', { since: 1, inputs: [1, 2], evaluate: reduce(18, true) }],
];
