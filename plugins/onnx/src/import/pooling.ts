import { maxPool, pooling, sizeOf } from '@rheobase/core';
import { intAttribute, intsAttribute } from '../evaluate/attributes.js';
import { planSliding } from '../evaluate/sliding.js';
import { constantInput, type DataValue, dataInput, type PlanCall, type PlannerTable } from './planner.js';
import type { Step } from './step.js';
import { notImportable } from './step.js';
import { type SpatialWindow, spatialWindow } from './window.js';

/** The window that AveragePool and MaxPool share; neither transform nor node knows dilations. */
const poolWindow = (call: PlanCall, input: DataValue) => {
  const poolSize = intsAttribute(call, 'kernel_shape') ?? [];
  const sliding = planSliding({ ...call, inputs: [], maxElements: Number.POSITIVE_INFINITY }, [1, ...input.shape], poolSize);
  const window: SpatialWindow = spatialWindow(sliding, poolSize);
  if (window.dilations.some(dilation => dilation !== 1)) {
    throw notImportable(`has dilations [${window.dilations.join(', ')}]; only pooling without dilations can be imported`);
  }
  const { strides, padding, beyond } = window;
  return { beyond, options: { inputShape: input.shape, channelsLast: false, poolSize, strides, padding } };
};

const average = (value: string, transform: ReturnType<typeof pooling>): Step[] => [
  { kind: 'sum', terms: [{ value, transform }], bias: null },
];

const averagePool = (call: PlanCall): Step[] => {
  const input = dataInput(call, 0);
  const { beyond, options } = poolWindow(call, input);
  const countPadding = intAttribute(call, 'count_include_pad', 0) === 1 && options.padding.some(pad => pad.some(cells => cells > 0));
  if (countPadding && beyond) {
    throw notImportable('has ceil_mode 1 and count_include_pad 1 with windows that reach beyond the padding, whose divisors differ');
  }
  return average(input.name, pooling({ ...options, countPadding }));
};

const maximumPool = (call: PlanCall): Step[] => {
  const input = dataInput(call, 0);
  return [{ kind: 'node', value: input.name, record: maxPool({ ...poolWindow(call, input).options, mode: 'exact' }) }];
};

/** Channels and all of space in one axis. */
const wholeSpace = ({ shape }: DataValue) => {
  const [channels = 1, ...space] = shape;
  return { inputShape: [channels, sizeOf(space)], poolSize: [sizeOf(space)], channelsLast: false };
};

const globalAveragePool = (call: PlanCall): Step[] => {
  const input = dataInput(call, 0);
  return average(input.name, pooling(wholeSpace(input)));
};

const globalMaxPool = (call: PlanCall): Step[] => {
  const input = dataInput(call, 0);
  return [{ kind: 'node', value: input.name, record: maxPool({ ...wholeSpace(input), mode: 'exact' }) }];
};

/** Sum or mean over the last or the first axes of an item; these are an attribute before, and an input from, opset `axesAsInput` on. */
const reduction =
  (axesAsInput: number, mode: 'sum' | 'average') =>
  (call: PlanCall): Step[] => {
    const input = dataInput(call, 0);
    const given = call.opset < axesAsInput ? intsAttribute(call, 'axes') : constantInput(call, 1)?.data;
    if ((given === undefined || given.length === 0) && intAttribute(call, 'noop_with_empty_axes', 0) !== 0) {
      return [{ kind: 'same', value: input.name }];
    }
    const rank = input.full.length;
    const axes = new Set(Array.from(given ?? [], axis => (axis < 0 ? axis + rank : axis)));
    if (axes.size === 0 || axes.has(0)) throw notImportable('reduces over the batch');
    const reduced = input.shape.map((_, axis) => axes.has(axis + 1));
    const count = axes.size;
    const last = reduced.slice(rank - 1 - count).every(Boolean);
    if (!last && !reduced.slice(0, count).every(Boolean)) {
      throw notImportable(
        `reduces over axes ${[...axes].join(', ')} of [${input.full.join(', ')}]; these have to be the last, or the first after the batch`,
      );
    }
    const cut = last ? rank - 1 - count : count;
    const inputShape = [sizeOf(input.shape.slice(0, cut)), sizeOf(input.shape.slice(cut))];
    return average(input.name, pooling({ mode, inputShape, poolSize: [inputShape[last ? 1 : 0] ?? 1], channelsLast: !last }));
  };

export const poolingPlanners: PlannerTable = [
  ['AveragePool', averagePool],
  ['MaxPool', maximumPool],
  ['GlobalAveragePool', globalAveragePool],
  ['GlobalMaxPool', globalMaxPool],
  ['ReduceMean', reduction(18, 'average')],
  ['ReduceSum', reduction(13, 'sum')],
];
