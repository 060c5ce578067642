import type { OnnxNode } from '../read/model.js';
import { indexRange, take } from './arrangement.js';
import { floatAttribute, intsAttribute, stringAttribute } from './attributes.js';
import { elementCount, integerInput, nodeFault, type OperatorCall, type OperatorTable, requireInput, resolveAxis } from './operator.js';

/** A part with steps along axes: bounds are attributes before opset 10 and inputs from then on; out-of-range bounds are cut. */
const slice = (call: OperatorCall) => {
  const x = requireInput(call, 0);
  const legacy = call.opset < 10;
  const starts = legacy ? intsAttribute(call, 'starts') : integerInput(call, 1);
  const ends = legacy ? intsAttribute(call, 'ends') : integerInput(call, 2);
  if (starts === undefined || ends === undefined) throw nodeFault(call, 'is given no starts or ends');
  const axes = (legacy ? intsAttribute(call, 'axes') : integerInput(call, 3)) ?? starts.map((_, index) => index);
  const steps = (legacy ? undefined : integerInput(call, 4)) ?? starts.map(() => 1);
  if ([ends, axes, steps].some(list => list.length !== starts.length) || steps.includes(0)) {
    throw nodeFault(
      call,
      `has starts [${starts.join(', ')}], ends [${ends.join(', ')}], axes [${axes.join(', ')}] and steps [${steps.join(', ')}] that do not match`,
    );
  }
  const maps = new Map<number, Int32Array>();
  axes.forEach((given, index) => {
    const axis = resolveAxis(call, given, x.shape.length);
    const size = x.shape[axis] ?? 0;
    const step = steps[index] ?? 1;
    const [low, high] = step > 0 ? [0, size] : [-1, size - 1];
    const bound = (value: number): number => Math.max(low, Math.min(high, value < 0 ? value + size : value));
    const start = bound(starts[index] ?? 0);
    const end = bound(ends[index] ?? 0);
    maps.set(axis, indexRange(Math.max(0, Math.ceil((end - start) / step)), start, step));
  });
  return [take(call, x, maps)];
};

const modes = ['constant', 'edge', 'reflect'];

const refuseMode = (node: OnnxNode): string | undefined => {
  const mode = stringAttribute({ node }, 'mode', 'constant');
  return modes.includes(mode) ? undefined : `mode "${mode}" (known: ${modes.join(', ')})`;
};

/** Padding on both sides of every axis, negative amounts cutting off; attributes before opset 11, inputs from then on. */
const pad = (call: OperatorCall) => {
  const x = requireInput(call, 0);
  const rank = x.shape.length;
  const legacy = call.opset < 11;
  const given = legacy ? intsAttribute(call, call.opset < 2 ? 'paddings' : 'pads') : integerInput(call, 1);
  const axes = (integerInput(call, 3) ?? x.shape.map((_, axis) => axis)).map(axis => resolveAxis(call, axis, rank));
  if (given === undefined || given.length !== 2 * axes.length)
    throw nodeFault(call, `needs ${2 * axes.length} pads, but gets ${given?.length ?? 'none'}`, given);
  const fill = legacy ? floatAttribute(call, 'value', 0) : (call.inputs[2]?.data[0] ?? 0);
  const mode = stringAttribute(call, 'mode', 'constant');
  const amounts = new Map(axes.map((axis, index) => [axis, [given[index] ?? 0, given[index + axes.length] ?? 0] as const]));
  const lengths = x.shape.map((size, axis) => size + (amounts.get(axis)?.[0] ?? 0) + (amounts.get(axis)?.[1] ?? 0));
  elementCount(call, lengths);
  const maps = new Map<number, Int32Array>();
  lengths.forEach((length, axis) => {
    const size = x.shape[axis] ?? 0;
    const before = amounts.get(axis)?.[0] ?? 0;
    if (mode === 'reflect' && (before >= size || length - size - before >= size) && length !== size) {
      throw nodeFault(call, `cannot reflect an axis of ${size} elements by ${before} and ${length - size - before}`, given);
    }
    if (mode === 'edge' && size === 0 && length > 0) throw nodeFault(call, 'cannot repeat the edge of an empty axis', given);
    maps.set(
      axis,
      Int32Array.from({ length }, (_, index) => sourceIndex(index - before, size, mode)),
    );
  });
  return [take(call, x, maps, fill)];
};

const sourceIndex = (index: number, size: number, mode: string): number => {
  if (index >= 0 && index < size) return index;
  if (mode === 'constant') return -1;
  if (mode === 'edge') return index < 0 ? 0 : size - 1;
  return index < 0 ? -index : 2 * (size - 1) - index;
};

export const windowOperators: OperatorTable = [
  ['Slice', { since: 1, inputs: [1, 5], evaluate: slice }],
  ['Pad', { since: 1, inputs: [1, 4], refuse: refuseMode, evaluate: pad }],
];
