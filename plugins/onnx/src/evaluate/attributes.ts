import type { OnnxAttribute, OnnxTensor } from '../read/model.js';
import { nodeFault, type OperatorCall } from './operator.js';

type NodeOf = Pick<OperatorCall, 'node'>;

const wrongType = (call: NodeOf, name: string, found: OnnxAttribute, wanted: string) =>
  nodeFault(call, `has the attribute "${name}" as ${found.type}, which must be ${wanted}`, found.type);

/** An integer attribute. */
export const intAttribute = (call: NodeOf, name: string, fallback: number): number => {
  const found = call.node.attributes.get(name);
  if (found === undefined) return fallback;
  if (found.type === 'int') return found.value;
  throw wrongType(call, name, found, 'an int');
};

/** A float attribute. */
export const floatAttribute = (call: NodeOf, name: string, fallback: number): number => {
  const found = call.node.attributes.get(name);
  if (found === undefined) return fallback;
  if (found.type === 'float') return found.value;
  throw wrongType(call, name, found, 'a float');
};

/** A string attribute. */
export const stringAttribute = (call: NodeOf, name: string, fallback: string): string => {
  const found = call.node.attributes.get(name);
  if (found === undefined) return fallback;
  if (found.type === 'string') return found.value;
  throw wrongType(call, name, found, 'a string');
};

/** A list of integers; undefined when absent. */
export const intsAttribute = (call: NodeOf, name: string): readonly number[] | undefined => {
  const found = call.node.attributes.get(name);
  if (found === undefined) return undefined;
  if (found.type === 'ints') return found.value;
  throw wrongType(call, name, found, 'ints');
};

/** A tensor; undefined when absent. */
export const tensorAttribute = (call: NodeOf, name: string): OnnxTensor | undefined => {
  const found = call.node.attributes.get(name);
  if (found === undefined) return undefined;
  if (found.type === 'tensor') return found.value;
  throw wrongType(call, name, found, 'a tensor');
};
