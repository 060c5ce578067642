import { broadcastIndices, sizeOf, type Tensor } from '@rheobase/core';
import type { OnnxTensor } from '../read/model.js';
import type { DataValue, PlanCall } from './planner.js';
import { notImportable } from './step.js';
import { exactTensor } from './tensors.js';

/** Ones in front of a shape, up to so many axes. */
export const padShape = (shape: readonly number[], rank: number): readonly number[] => [
  ...Array.from({ length: rank - shape.length }, () => 1),
  ...shape,
];

/** The shape of a constant that stretches to a value, as seen from one item of the batch, with as many axes as the item. */
const itemShape = (constant: OnnxTensor, value: DataValue): readonly number[] => {
  const { shape } = constant;
  const whole = shape.length === value.full.length;
  if (shape.length > value.full.length || (whole && (shape[0] ?? 1) !== 1)) {
    throw notImportable(`takes a constant of shape [${shape.join(', ')}], which differs between the items of a batch`);
  }
  return padShape(whole ? shape.slice(1) : shape, value.shape.length);
};

/** A constant times a number, as a summand of a value. */
export const biasOf = (call: PlanCall, constant: OnnxTensor, value: DataValue, factor = 1): Tensor =>
  factor === 1
    ? call.tensors.of(constant, itemShape(constant, value))
    : call.tensors.of(constant, itemShape(constant, value), `times ${factor}`, data => data.map(x => factor * x));

/** The elements of a constant stretched to one item of a value. */
export const stretched = (constant: OnnxTensor, value: DataValue): Float64Array =>
  Float64Array.from(broadcastIndices(itemShape(constant, value), value.shape), index => constant.data[index] ?? 0);

/** The sum of two constants with as many axes as a value. */
export const addBiases = (a: Tensor | null, b: Tensor | null): Tensor | null => {
  if (a === null || b === null) return a ?? b;
  const shape = a.shape.map((length, axis) => (length === 1 ? (b.shape[axis] ?? 1) : length));
  const [fromA, fromB] = [broadcastIndices(a.shape, shape), broadcastIndices(b.shape, shape)];
  const sums = Float64Array.from({ length: sizeOf(shape) }, (_, i) => (a.data[fromA[i] ?? 0] ?? 0) + (b.data[fromB[i] ?? 0] ?? 0));
  return exactTensor(shape, sums);
};

/** A constant that repeats to one shape, for the same elements under another. */
export const reshapedBias = (bias: Tensor, from: readonly number[], to: readonly number[]): Tensor => {
  if (from.join() === to.join()) return bias;
  const elements = broadcastIndices(bias.shape, from);
  return exactTensor(
    to,
    Float64Array.from(elements, index => bias.data[index] ?? 0),
  );
};
