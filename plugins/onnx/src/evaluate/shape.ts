import type { OnnxTensor } from '../read/model.js';
import { intAttribute, intsAttribute } from './attributes.js';
import { integerInput, integers, nodeFault, type OperatorCall, type OperatorTable, requireInput, resolveAxis } from './operator.js';

const product = (sizes: readonly number[]): number => sizes.reduce((result, size) => result * size, 1);

/** The same elements under another shape: 0 copies a size (unless allowzero), one -1 is worked out. The shape is an attribute before opset 5. */
const reshape = (call: OperatorCall) => {
  const x = requireInput(call, 0);
  const wanted = call.opset < 5 ? intsAttribute(call, 'shape') : integerInput(call, 1);
  if (wanted === undefined) throw nodeFault(call, 'is given no shape');
  const allowZero = intAttribute(call, 'allowzero', 0) !== 0;
  const sizes = wanted.map((size, axis) => (size === 0 && !allowZero ? (x.shape[axis] ?? 0) : size));
  const known = product(sizes.filter(size => size !== -1));
  const shape = sizes.map(size => (size === -1 ? x.data.length / known : size));
  const bad = sizes.filter(size => size === -1).length > 1 || shape.some(size => !Number.isInteger(size) || size < 0);
  if (bad || product(shape) !== x.data.length)
    throw nodeFault(call, `cannot reshape [${x.shape.join(', ')}] to [${wanted.join(', ')}]`, wanted);
  return [{ ...x, shape }];
};

/** Two axes: those before `axis`, and those from it on. */
const flatten = (call: OperatorCall) => {
  const x = requireInput(call, 0);
  const axis = resolveAxis(call, intAttribute(call, 'axis', 1), x.shape.length, 1);
  return [{ ...x, shape: [product(x.shape.slice(0, axis)), product(x.shape.slice(axis))] }];
};

/** Axes are an attribute before opset 13 and an input from then on. */
const axesOf = (call: OperatorCall): readonly number[] | undefined =>
  call.opset < 13 ? intsAttribute(call, 'axes') : integerInput(call, 1);

const squeeze = (call: OperatorCall) => {
  const x = requireInput(call, 0);
  const axes = axesOf(call)?.map(axis => resolveAxis(call, axis, x.shape.length));
  if (axes?.some(axis => x.shape[axis] !== 1))
    throw nodeFault(call, `cannot squeeze axes ${axes.join(', ')} out of [${x.shape.join(', ')}]`, axes);
  return [{ ...x, shape: x.shape.filter((size, axis) => (axes === undefined ? size !== 1 : !axes.includes(axis))) }];
};

const unsqueeze = (call: OperatorCall) => {
  const x = requireInput(call, 0);
  const axes = axesOf(call);
  if (axes === undefined) throw nodeFault(call, 'is given no axes');
  const rank = x.shape.length + axes.length;
  const places = new Set(axes.map(axis => resolveAxis(call, axis, rank)));
  if (places.size !== axes.length) throw nodeFault(call, `names an axis twice: ${axes.join(', ')}`, axes);
  const rest = [...x.shape];
  return [{ ...x, shape: Array.from({ length: rank }, (_, axis) => (places.has(axis) ? 1 : (rest.shift() ?? 1))) }];
};

/** The shape as integers; `start` and `end` cut a part out of it. */
const shape = (call: OperatorCall): OnnxTensor[] => {
  const x = requireInput(call, 0);
  return [integers(x.shape.slice(intAttribute(call, 'start', 0), intAttribute(call, 'end', x.shape.length)))];
};

export const shapeOperators: OperatorTable = [
  ['Reshape', { since: 1, inputs: [1, 2], evaluate: reshape }],
  ['Flatten', { since: 1, inputs: [1, 1], evaluate: flatten }],
  ['Squeeze', { since: 1, inputs: [1, 2], evaluate: squeeze }],
  ['Unsqueeze', { since: 1, inputs: [1, 2], evaluate: unsqueeze }],
  ['Shape', { since: 1, inputs: [1, 1], evaluate: shape }],
];
