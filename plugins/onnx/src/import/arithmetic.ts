import { broadcastIndices, indices, scale, sparse, type Tensor, type TransformRecord } from '@rheobase/core';
import { floatAttribute } from '../evaluate/attributes.js';
import { alignLegacy } from '../evaluate/broadcast.js';
import type { OnnxTensor } from '../read/model.js';
import { addBiases, biasOf, padShape, stretched } from './constants.js';
import { type DataValue, dataInput, outputValue, type PlanCall, type PlannerTable, requiredConstant } from './planner.js';
import type { Step, Term } from './step.js';
import { notImportable } from './step.js';
import { exactTensor } from './tensors.js';

/** A constant operand; before opset 7 the second one may be aligned at an axis of the first. */
const operand = (call: PlanCall, constant: OnnxTensor, index: number): OnnxTensor => {
  const first = call.shapes.get(call.node.inputs[0] ?? '') ?? [];
  const like = { dtype: constant.dtype, shape: first.map(size => (typeof size === 'number' ? size : 1)), data: constant.data };
  return index === 1 ? alignLegacy({ ...call, inputs: [], maxElements: 0 }, like, constant) : constant;
};

/** A value stretched to the shape of another and multiplied by 1 or -1. */
const stretch = (from: DataValue, to: DataValue, sign: number): TransformRecord | null => {
  if (from.full.length !== to.full.length)
    throw notImportable(`stretches "${from.name}" of shape [${from.full.join(', ')}] along the batch`);
  if (from.size === to.size) return sign === 1 ? null : scale(sign, to.size);
  const columns = broadcastIndices(padShape(from.shape, to.shape.length), to.shape);
  if (sign === 1) return indices(from.size, columns);
  return sparse({
    shape: [to.size, from.size],
    rows: Int32Array.from(columns.keys()),
    columns,
    values: new Float64Array(to.size).fill(sign),
  });
};

/** Sums of values and constants; operands from the second on are multiplied by `sign`. */
const sum =
  (sign: 1 | -1) =>
  (call: PlanCall): Step[] => {
    const result = outputValue(call);
    const terms: Term[] = [];
    let bias: Tensor | null = null;
    call.node.inputs.forEach((name, index) => {
      const factor = index === 0 ? 1 : sign;
      const constant = call.constants.get(name);
      if (constant !== undefined) bias = addBiases(bias, biasOf(call, operand(call, constant, index), result, factor));
      else terms.push({ value: name, transform: stretch(dataInput(call, index), result, factor) });
    });
    return [{ kind: 'sum', terms, bias }];
  };

/** A value times a constant, element by element. */
const scaled = (call: PlanCall, value: DataValue, factors: OnnxTensor): Step[] => {
  const result = outputValue(call);
  if (value.size !== result.size)
    throw notImportable(`stretches "${value.name}" from [${value.full.join(', ')}] to [${result.full.join(', ')}] while it scales it`);
  const held = factors.data.length === 1 ? exactTensor([1], factors.data) : exactTensor([result.size], stretched(factors, result));
  return [{ kind: 'sum', terms: [{ value: value.name, transform: scale(held, result.size) }], bias: null }];
};

const multiply = (call: PlanCall): Step[] => {
  const constants = call.node.inputs.map((name, index) => [call.constants.get(name), index] as const);
  const found = constants.find(([constant]) => constant !== undefined);
  const [constant, index] = found ?? [];
  if (constant === undefined || index === undefined) throw notImportable('multiplies two values that both depend on the data');
  return scaled(call, dataInput(call, 1 - index), operand(call, constant, index));
};

const divide = (call: PlanCall): Step[] => {
  const value = dataInput(call, 0);
  const divisor = operand(call, requiredConstant(call, 1), 1);
  return scaled(call, value, { ...divisor, data: divisor.data.map(x => 1 / x) });
};

const negate = (call: PlanCall): Step[] => {
  const { name, size } = dataInput(call, 0);
  return [{ kind: 'sum', terms: [{ value: name, transform: scale(-1, size) }], bias: null }];
};

/** Normalisation of every channel with the stored mean and variance: a factor and a summand per channel. */
const batchNormalization = (call: PlanCall): Step[] => {
  const input = dataInput(call, 0);
  const [factor, shift, mean, variance] = [1, 2, 3, 4].map(index => requiredConstant(call, index).data);
  const epsilon = floatAttribute(call, 'epsilon', 1e-5);
  const [channels = 1, ...space] = input.shape;
  const factors = Float64Array.from({ length: channels }, (_, c) => (factor?.[c] ?? 0) / Math.sqrt((variance?.[c] ?? 0) + epsilon));
  const shifts = factors.map((gain, c) => (shift?.[c] ?? 0) - (mean?.[c] ?? 0) * gain);
  const positions = input.size / channels;
  const each = Float64Array.from({ length: input.size }, (_, i) => factors[Math.floor(i / positions)] ?? 0);
  const bias = exactTensor([channels, ...space.map(() => 1)], shifts);
  return [{ kind: 'sum', terms: [{ value: input.name, transform: scale(exactTensor([input.size], each)) }], bias }];
};

export const arithmeticPlanners: PlannerTable = [
  ['Add', sum(1)],
  ['Sum', sum(1)],
  ['Sub', sum(-1)],
  ['Mul', multiply],
  ['Div', divide],
  ['Neg', negate],
  ['BatchNormalization', batchNormalization],
];
