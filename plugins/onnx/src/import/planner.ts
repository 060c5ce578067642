import { sizeOf } from '@rheobase/core';
import type { OnnxDimension, OnnxNode, OnnxTensor } from '../read/model.js';
import type { Step } from './step.js';
import { notImportable } from './step.js';
import type { Tensors } from './tensors.js';

/** One node to be imported, with what is known of the graph around it. */
export interface PlanCall {
  readonly node: OnnxNode;
  readonly opset: number;
  readonly shapes: ReadonlyMap<string, readonly OnnxDimension[]>;
  readonly constants: ReadonlyMap<string, OnnxTensor>;
  /** Values that no input element reaches, constant or not. */
  readonly dataFree: ReadonlySet<string>;
  /** Size of the batch axis: a name, or a number where the file fixes it. */
  readonly batch: OnnxDimension;
  readonly tensors: Tensors;
}

/** Says how the outputs of a node come about, in their order; throws `notImportable` where it cannot. */
export type Planner = (call: PlanCall) => readonly Step[];

export type PlannerTable = readonly (readonly [opType: string, planner: Planner])[];

/** A value that depends on the data. */
export interface DataValue {
  readonly name: string;
  /** Shape with the batch axis in front. */
  readonly full: readonly OnnxDimension[];
  /** Shape of one item of the batch; [1] where the batch is the only axis. */
  readonly shape: readonly number[];
  readonly size: number;
}

/** A value of the graph as the import sees it. */
export const dataValue = (call: Pick<PlanCall, 'shapes' | 'batch'>, name: string): DataValue => {
  const full = call.shapes.get(name) ?? [];
  const item = full.slice(1).filter(size => typeof size === 'number');
  if (full[0] !== call.batch || item.length !== full.length - 1) {
    throw notImportable(`has "${name}" of shape [${full.join(', ')}], whose first axis alone has to be the batch (${call.batch})`);
  }
  const shape = item.length === 0 ? [1] : item;
  const size = sizeOf(shape);
  if (size === 0) throw notImportable(`has "${name}" of shape [${full.join(', ')}], which is empty`);
  return { name, full, shape, size };
};

/** An input that has to depend on the data. */
export const dataInput = (call: PlanCall, index: number): DataValue => {
  const name = call.node.inputs[index] ?? '';
  if (name === '') throw notImportable(`lacks its input ${index}`);
  if (call.constants.has(name)) throw notImportable(`takes the constant "${name}" as input ${index}, which has to come from the data`);
  if (call.dataFree.has(name)) throw notImportable(`takes "${name}" as input ${index}, which depends on the batch size`);
  return dataValue(call, name);
};

/** An input that has to be constant; undefined where it is left out. */
export const constantInput = (call: PlanCall, index: number): OnnxTensor | undefined => {
  const name = call.node.inputs[index] ?? '';
  if (name === '') return undefined;
  const constant = call.constants.get(name);
  if (constant !== undefined) return constant;
  throw notImportable(
    `takes "${name}" as input ${index}, which depends on the ${call.dataFree.has(name) ? 'batch size' : 'data'}, but has to be constant`,
  );
};

export const requiredConstant = (call: PlanCall, index: number): OnnxTensor => {
  const constant = constantInput(call, index);
  if (constant === undefined) throw notImportable(`lacks its input ${index}`);
  return constant;
};

export const outputValue = (call: PlanCall, index = 0): DataValue => dataValue(call, call.node.outputs[index] ?? '');
