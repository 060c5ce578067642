import { indices, sizeOf } from '@rheobase/core';
import { operators } from '../evaluate/operators.js';
import type { OnnxTensor } from '../read/model.js';
import { constantInput, type DataValue, dataInput, outputValue, type PlanCall, type Planner, type PlannerTable } from './planner.js';
import type { Step } from './step.js';
import { notImportable } from './step.js';

/** Items of the batch that an arrangement is tried on where the file does not fix their number: two show whether items mix. */
const trialBatch = (call: PlanCall): number => (typeof call.batch === 'number' ? call.batch : 2);

/** A tensor whose elements are their own numbers, from `first` on. */
const numbered = (call: PlanCall, value: DataValue, first: number): OnnxTensor => {
  const shape = [trialBatch(call), ...value.full.slice(1).filter(size => typeof size === 'number')];
  return { dtype: 'float32', shape, data: Float64Array.from({ length: sizeOf(shape) }, (_, i) => first + i) };
};

/** What the operator itself makes of some inputs. */
const evaluate = (call: PlanCall, inputs: readonly (OnnxTensor | undefined)[]): readonly OnnxTensor[] =>
  operators.get(call.node.opType)?.evaluate({ node: call.node, opset: call.opset, inputs, maxElements: 2 ** 26 }) ?? [];

/**
 * Operators that only move elements: evaluated on element numbers from 1 on, so that each output element tells where it came from, and 0
 * tells of padding.
 */
const rearrange: Planner = call => {
  const input = dataInput(call, 0);
  const constants = call.node.inputs.slice(1).map((_, index) => constantInput(call, index + 1));
  if (call.node.opType === 'Pad') refuseFill(call, constants[1]);
  return evaluate(call, [numbered(call, input, 1), ...constants]).map(({ data }, index): Step => {
    if ((call.node.outputs[index] ?? '') === '') return { kind: 'same', value: input.name };
    const { size } = outputValue(call, index);
    const order = Int32Array.from(data.subarray(0, size), number => number - 1);
    if (order.some(place => place >= input.size) || !repeatsPerItem(data, size, input.size))
      throw notImportable('moves elements across the batch');
    if (size === input.size && order.every((place, i) => place === i)) return { kind: 'same', value: input.name };
    return { kind: 'sum', terms: [{ value: input.name, transform: indices(input.size, order) }], bias: null };
  });
};

/** Whether every item of the batch is arranged like the first. */
const repeatsPerItem = (data: Float64Array, sizeOut: number, sizeIn: number): boolean =>
  data.every((number, i) => {
    const first = data[i % sizeOut] ?? 0;
    return number === (first === 0 ? 0 : first + Math.floor(i / sizeOut) * sizeIn);
  });

const refuseFill = ({ node, opset }: PlanCall, fill: OnnxTensor | undefined): void => {
  const attribute = node.attributes.get('value');
  const value = opset < 11 ? (attribute?.type === 'float' ? attribute.value : 0) : (fill?.data[0] ?? 0);
  if (value !== 0) throw notImportable(`pads with ${value}; only zeros can be imported`);
};

/** Values side by side, evaluated on numbers that count on from part to part. */
const concat: Planner = call => {
  const parts = call.node.inputs.map((_, index) => dataInput(call, index));
  const batch = trialBatch(call);
  let first = 0;
  const trial = parts.map(part => {
    const result = numbered(call, part, first);
    first += batch * part.size;
    return result;
  });
  const [result] = evaluate(call, trial);
  const { size } = outputValue(call);
  const places = new Map(Array.from(result?.data.subarray(0, size) ?? [], (number, place) => [number, place]));
  return [
    {
      kind: 'concat',
      parts: parts.map((part, index) => {
        const start = trial[index]?.data[0] ?? 0;
        const to = Array.from({ length: part.size }, (_, i) => places.get(start + i));
        if (!to.every(place => place !== undefined)) throw notImportable('joins values along the batch');
        return { value: part.name, to };
      }),
    },
  ];
};

/** Another shape for the same elements. */
const reshape: Planner = call => {
  const { name, size } = dataInput(call, 0);
  if (outputValue(call).size !== size) throw notImportable('moves elements across the batch');
  return [{ kind: 'same', value: name }];
};

export const arrangementPlanners: PlannerTable = [
  ['Transpose', rearrange],
  ['Slice', rearrange],
  ['Gather', rearrange],
  ['Split', rearrange],
  ['Pad', rearrange],
  ['Concat', concat],
  ['Flatten', reshape],
  ['Reshape', reshape],
  ['Squeeze', reshape],
  ['Unsqueeze', reshape],
];
