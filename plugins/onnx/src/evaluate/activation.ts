import { expm1, sigmoid, softplus, tanh } from '@rheobase/math';
import { floatAttribute } from './attributes.js';
import { broadcastShape, stretch } from './broadcast.js';
import { combine, transform } from './kernels/elementwise.js';
import { allocate, nodeFault, type OperatorCall, type OperatorTable, requireInput } from './operator.js';

/** Applies a function that may depend on the node's attributes. */
const activation = (choose: (call: OperatorCall) => (x: number) => number) => (call: OperatorCall) => {
  const x = requireInput(call, 0);
  const data = allocate(call, x.shape);
  transform(x.data, data, choose(call));
  return [{ ...x, data }];
};

// NaN compares false and therefore passes through.
const relu = () => (x: number) => (x < 0 ? 0 : x);

const leakyRelu = (call: OperatorCall) => {
  const alpha = floatAttribute(call, 'alpha', 0.01);
  return (x: number) => (x < 0 ? alpha * x : x);
};

const elu = (call: OperatorCall) => {
  const alpha = floatAttribute(call, 'alpha', 1);
  return (x: number) => (x < 0 ? alpha * expm1(x) : x);
};

const hardSigmoid = (call: OperatorCall) => {
  const alpha = floatAttribute(call, 'alpha', 0.2);
  const beta = floatAttribute(call, 'beta', 0.5);
  return (x: number) => Math.max(0, Math.min(1, alpha * x + beta));
};

/** Bounds are attributes before opset 11 and optional inputs from then on. */
const clip = (call: OperatorCall) => {
  const bound = (index: number, name: string, fallback: number): number => {
    if (call.opset < 11) return floatAttribute(call, name, fallback);
    const tensor = call.inputs[index];
    if (tensor !== undefined && tensor.data.length !== 1)
      throw nodeFault(call, `needs one number as ${name}, but gets ${tensor.data.length}`, tensor.shape);
    return tensor?.data[0] ?? fallback;
  };
  const low = bound(1, 'min', Number.NEGATIVE_INFINITY);
  const high = bound(2, 'max', Number.POSITIVE_INFINITY);
  return (x: number) => Math.min(high, Math.max(low, x));
};

/** A slope per element, stretched to the data; before opset 7 a vector of slopes belongs to the channels. */
const pRelu = (call: OperatorCall) => {
  const x = requireInput(call, 0);
  const given = requireInput(call, 1);
  const perChannel = call.opset < 7 && given.shape.length === 1 && given.shape[0] === x.shape[1];
  const slope = perChannel ? { ...given, shape: [...given.shape, ...x.shape.slice(2).map(() => 1)] } : given;
  if (broadcastShape(call, [x.shape, slope.shape]).join() !== x.shape.join()) {
    throw nodeFault(call, `cannot stretch slopes of shape [${slope.shape.join(', ')}] to [${x.shape.join(', ')}]`, slope.shape);
  }
  const data = allocate(call, x.shape);
  combine(x.data, stretch(call, slope, x.shape), data, (value, factor) => (value < 0 ? factor * value : value));
  return [{ ...x, data }];
};

export const activationOperators: OperatorTable = [
  ['Relu', { since: 1, inputs: [1, 1], evaluate: activation(relu) }],
  ['LeakyRelu', { since: 1, inputs: [1, 1], evaluate: activation(leakyRelu) }],
  ['PRelu', { since: 1, inputs: [2, 2], evaluate: pRelu }],
  ['Elu', { since: 1, inputs: [1, 1], evaluate: activation(elu) }],
  ['Sigmoid', { since: 1, inputs: [1, 1], evaluate: activation(() => sigmoid) }],
  ['HardSigmoid', { since: 1, inputs: [1, 1], evaluate: activation(hardSigmoid) }],
  ['Tanh', { since: 1, inputs: [1, 1], evaluate: activation(() => tanh) }],
  ['Softplus', { since: 1, inputs: [1, 1], evaluate: activation(() => softplus) }],
  ['Clip', { since: 1, inputs: [1, 3], evaluate: activation(clip) }],
];
