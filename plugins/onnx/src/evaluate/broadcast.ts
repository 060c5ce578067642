import type { OnnxTensor } from '../read/model.js';
import { intAttribute } from './attributes.js';
import { broadcastStrides, copyStrided } from './kernels/elementwise.js';
import { allocate, nodeFault, type OperatorCall, resolveAxis } from './operator.js';

/** The common shape of tensors, aligned at the last axis, axes of size 1 stretched. */
export const broadcastShape = (call: OperatorCall, shapes: readonly (readonly number[])[]): number[] => {
  const rank = Math.max(0, ...shapes.map(shape => shape.length));
  return Array.from({ length: rank }, (_, axis) => {
    const sizes = shapes.map(shape => shape[axis - rank + shape.length] ?? 1);
    const size = sizes.find(length => length !== 1) ?? 1;
    if (sizes.some(length => length !== 1 && length !== size)) {
      throw nodeFault(call, `cannot combine the shapes ${shapes.map(shape => `[${shape.join(', ')}]`).join(' and ')}`, shapes);
    }
    return size;
  });
};

/** The elements of a tensor stretched to a shape; the tensor's own when the shapes agree. */
export const stretch = (call: OperatorCall, tensor: OnnxTensor, shape: readonly number[]): Float64Array => {
  if (tensor.shape.join() === shape.join()) return tensor.data;
  const data = allocate(call, shape);
  copyStrided(tensor.data, data, shape, broadcastStrides(tensor.shape, shape));
  return data;
};

/** Before opset 7 the second operand was stretched only on request (`broadcast`), and could be aligned at an `axis`. */
export const alignLegacy = (call: OperatorCall, a: OnnxTensor, b: OnnxTensor): OnnxTensor => {
  if (call.opset >= 7 || !call.node.attributes.has('axis')) return b;
  const axis = resolveAxis(call, intAttribute(call, 'axis', 0), a.shape.length);
  const behind = a.shape.length - axis - b.shape.length;
  if (behind < 0) throw nodeFault(call, `cannot align [${b.shape.join(', ')}] at axis ${axis} of [${a.shape.join(', ')}]`, b.shape);
  return { ...b, shape: [...b.shape, ...Array.from({ length: behind }, () => 1)] };
};
