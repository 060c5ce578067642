import type { OnnxTensor } from '../read/model.js';
import { intAttribute, intsAttribute } from './attributes.js';
import { copyStrided } from './kernels/elementwise.js';
import { takeAxes } from './kernels/take.js';
import { allocate, integerInput, nodeFault, type OperatorCall, type OperatorTable, requireInput, resolveAxis } from './operator.js';

/** Row-major strides of a shape. */
const stridesOf = (shape: readonly number[]): number[] =>
  shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));

/** A tensor in which each axis takes the input indices of its map; axes without a map stay. */
export const take = (call: OperatorCall, x: OnnxTensor, maps: ReadonlyMap<number, Int32Array>, fill = 0): OnnxTensor => {
  const shape = x.shape.map((size, axis) => maps.get(axis)?.length ?? size);
  const data = allocate(call, shape);
  const all = x.shape.map((size, axis) => maps.get(axis) ?? Int32Array.from({ length: size }, (_, index) => index));
  takeAxes(x.data, x.shape, all, data, fill);
  return { dtype: x.dtype, shape, data };
};

/** Indices start, start + step, … */
export const indexRange = (length: number, start: number, step = 1): Int32Array =>
  Int32Array.from({ length }, (_, index) => start + index * step);

const transpose = (call: OperatorCall) => {
  const x = requireInput(call, 0);
  const rank = x.shape.length;
  const order = intsAttribute(call, 'perm') ?? x.shape.map((_, axis) => rank - 1 - axis);
  if (order.length !== rank || x.shape.some((_, axis) => !order.includes(axis))) {
    throw nodeFault(call, `has perm [${order.join(', ')}], which is no order of ${rank} axes`, order);
  }
  const shape = order.map(axis => x.shape[axis] ?? 1);
  const strides = stridesOf(x.shape);
  const data = allocate(call, shape);
  copyStrided(
    x.data,
    data,
    shape,
    Int32Array.from(order, axis => strides[axis] ?? 0),
  );
  return [{ dtype: x.dtype, shape, data }];
};

const concat = (call: OperatorCall) => {
  const parts = call.inputs.map((_, index) => requireInput(call, index));
  const first = requireInput(call, 0);
  const axis = resolveAxis(call, intAttribute(call, 'axis', 1), first.shape.length);
  const fits = (part: OnnxTensor) =>
    part.dtype === first.dtype &&
    part.shape.length === first.shape.length &&
    part.shape.every((size, i) => i === axis || size === first.shape[i]);
  if (!parts.every(fits)) {
    throw nodeFault(call, `cannot join ${parts.map(part => `${part.dtype} [${part.shape.join(', ')}]`).join(' and ')} along axis ${axis}`);
  }
  const shape = first.shape.map((size, i) => (i === axis ? parts.reduce((sum, part) => sum + (part.shape[axis] ?? 0), 0) : size));
  const data = allocate(call, shape);
  const widths = parts.map(part => part.shape.slice(axis).reduce((product, size) => product * size, 1));
  const rows = first.shape.slice(0, axis).reduce((product, size) => product * size, 1);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    parts.forEach((part, index) => {
      const width = widths[index] ?? 0;
      data.set(part.data.subarray(row * width, (row + 1) * width), at);
      at += width;
    });
  }
  return [{ dtype: first.dtype, shape, data }];
};

/** Parts along an axis: sizes from the attribute or (opset 13) the input, else equal parts, the last one smaller where it does not come out even. */
const split = (call: OperatorCall) => {
  const x = requireInput(call, 0);
  const axis = resolveAxis(call, intAttribute(call, 'axis', 0), x.shape.length);
  const size = x.shape[axis] ?? 0;
  const count = call.node.outputs.length;
  const part = Math.ceil(size / count);
  const given = call.opset < 13 ? intsAttribute(call, 'split') : integerInput(call, 1);
  const sizes = given ?? Array.from({ length: count }, (_, index) => Math.max(0, Math.min(part, size - index * part)));
  if (sizes.length !== count || sizes.some(length => length < 0) || sizes.reduce((sum, length) => sum + length, 0) !== size) {
    throw nodeFault(call, `cannot split ${size} into ${count} parts of sizes [${sizes.join(', ')}]`, sizes);
  }
  let start = 0;
  return sizes.map(length => {
    const result = take(call, x, new Map([[axis, indexRange(length, start)]]));
    start += length;
    return result;
  });
};

/** Elements along an axis by an index tensor, whose shape replaces the axis; negative indices count from the end. */
const gather = (call: OperatorCall) => {
  const x = requireInput(call, 0);
  const indices = requireInput(call, 1);
  const axis = resolveAxis(call, intAttribute(call, 'axis', 0), x.shape.length);
  const size = x.shape[axis] ?? 0;
  const map = Int32Array.from(indices.data, index => (index < 0 ? index + size : index));
  const bad = indices.data.findIndex(index => !Number.isInteger(index) || index < -size || index >= size);
  if (bad !== -1) throw nodeFault(call, `gathers index ${indices.data[bad]} of an axis of size ${size}`, indices.data[bad]);
  const { dtype, data } = take(call, x, new Map([[axis, map]]));
  return [{ dtype, shape: [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)], data }];
};

export const arrangementOperators: OperatorTable = [
  ['Transpose', { since: 1, inputs: [1, 1], evaluate: transpose }],
  ['Concat', { since: 1, inputs: [1, Number.MAX_SAFE_INTEGER], evaluate: concat }],
  ['Split', { since: 2, inputs: [1, 2], evaluate: split }],
  ['Gather', { since: 1, inputs: [2, 2], evaluate: gather }],
];
