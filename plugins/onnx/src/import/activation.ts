import { softmax as softmaxNode } from '@rheobase/core';
import { floatAttribute, intAttribute } from '../evaluate/attributes.js';
import { constantInput, dataInput, type PlanCall, type Planner, type PlannerTable } from './planner.js';
import { notImportable } from './step.js';

const relu: Planner = call => [{ kind: 'relu', value: dataInput(call, 0).name }];

/** A bound of Clip: an attribute before opset 11, an input from then on. */
const bound = (call: PlanCall, index: number, name: string, open: number): number => {
  const value = call.opset < 11 ? floatAttribute(call, name, open) : (constantInput(call, index)?.data[0] ?? open);
  return Math.abs(value) >= 3.4e38 ? open : value;
};

/** Clip without an upper bound is a rectifier. */
const clip: Planner = call => {
  const [low, high] = [bound(call, 1, 'min', Number.NEGATIVE_INFINITY), bound(call, 2, 'max', Number.POSITIVE_INFINITY)];
  if (low === 0 && high === Number.POSITIVE_INFINITY) return relu(call);
  throw notImportable(`has bounds ${low} and ${high}; no neuron type saturates, so that only 0 and infinity can be imported`);
};

/** A node over all elements of an item. */
const softmax: Planner = call => {
  const { name, shape, full, size } = dataInput(call, 0);
  const given = intAttribute(call, 'axis', call.opset < 13 ? 1 : -1);
  const axis = given < 0 ? given + full.length : given;
  const covered = call.opset < 13 ? axis === 1 : (shape[axis - 1] ?? 0) === size;
  if (!covered)
    throw notImportable(`normalises along axis ${given} of [${full.join(', ')}]; only all elements of an item together can be imported`);
  return [{ kind: 'node', value: name, record: softmaxNode(size) }];
};

const pass: Planner = call => [{ kind: 'same', value: dataInput(call, 0).name }];

/** To a float type, a cast changes no value. */
const cast: Planner = call => {
  const to = intAttribute(call, 'to', 0);
  if (to !== 1 && to !== 11) throw notImportable('casts data to a type other than float32 and float64');
  return pass(call);
};

export const activationPlanners: PlannerTable = [
  ['Relu', relu],
  ['Clip', clip],
  ['Softmax', softmax],
  ['Identity', pass],
  ['Dropout', pass],
  ['Cast', cast],
];
