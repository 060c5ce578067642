import { exp, log } from '@rheobase/math';
import { intAttribute } from './attributes.js';
import { softmaxAlong } from './kernels/softmax.js';
import { allocate, type OperatorCall, type OperatorTable, requireInput, resolveAxis } from './operator.js';

const product = (sizes: readonly number[]): number => sizes.reduce((result, size) => result * size, 1);

/** From opset 13 along one axis; before, over all axes from `axis` on taken as one. */
const softmax = (logarithm: boolean) => (call: OperatorCall) => {
  const x = requireInput(call, 0);
  const flat = call.opset < 13;
  const axis = resolveAxis(call, intAttribute(call, 'axis', flat ? 1 : -1), x.shape.length, flat ? 1 : 0);
  const size = product(flat ? x.shape.slice(axis) : x.shape.slice(axis, axis + 1));
  const inner = flat ? 1 : product(x.shape.slice(axis + 1));
  const data = allocate(call, x.shape);
  softmaxAlong(x.data, data, product(x.shape.slice(0, axis)), size, inner, exp, logarithm ? log : undefined);
  return [{ ...x, data }];
};

export const softmaxOperators: OperatorTable = [
  ['Softmax', { since: 1, inputs: [1, 1], evaluate: softmax(false) }],
  ['LogSoftmax', { since: 1, inputs: [1, 1], evaluate: softmax(true) }],
];
