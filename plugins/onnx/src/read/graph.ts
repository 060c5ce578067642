import { ImportError, UnsupportedError } from '@rheobase/core';
import { readAttribute } from './attribute.js';
import { dataType, findDataType } from './datatype.js';
import { integerOf, messageOf, messagesOf, textOf, textsOf } from './fields.js';
import type { OnnxAttribute, OnnxDimension, OnnxGraph, OnnxNode, OnnxTensor, OnnxValueInfo } from './model.js';
import { readTensor, type TensorOptions } from './tensor.js';
import type { WireMessage } from './wire.js';

/** The graph of a model from its decoded message, nodes in file order. */
export const readGraph = (message: WireMessage, options: TensorOptions): OnnxGraph => {
  if (message.values.has('sparseInitializer')) {
    throw new UnsupportedError('The graph stores weights as sparse tensors, which cannot be read: export it with dense weights.', {
      code: 'sparse-tensor',
    });
  }
  const initializers = new Map<string, OnnxTensor>();
  for (const initializer of messagesOf(message, 'initializer')) {
    const name = textOf(initializer, 'name');
    if (initializers.has(name))
      throw new ImportError(`There are two initializers named "${name}".`, { code: 'duplicate-name', object: name });
    initializers.set(name, readTensor(initializer, options));
  }
  const nodes = messagesOf(message, 'node').map((node, index) => readNode(node, index, options));
  const values = new Map<string, OnnxValueInfo>();
  for (const info of messagesOf(message, 'valueInfo')) {
    const value = readValueInfo(info);
    if (value !== undefined) values.set(value.name, value);
  }
  return {
    name: textOf(message, 'name'),
    nodes,
    initializers,
    inputs: messagesOf(message, 'input')
      .filter(info => !initializers.has(textOf(info, 'name')))
      .map(info => requireTensorType(info, 'input')),
    outputs: messagesOf(message, 'output').map(info => requireTensorType(info, 'output')),
    values,
  };
};

const readNode = (message: WireMessage, index: number, options: TensorOptions): OnnxNode => {
  const opType = textOf(message, 'opType');
  const name = textOf(message, 'name');
  const owner = `node "${name === '' ? (textsOf(message, 'output')[0] ?? `#${index}`) : name}" (${opType})`;
  const attributes = new Map<string, OnnxAttribute>();
  for (const attribute of messagesOf(message, 'attribute')) {
    const key = textOf(attribute, 'name');
    if (attributes.has(key))
      throw new ImportError(`Attribute "${key}" of ${owner} is given twice.`, { code: 'duplicate-name', object: owner });
    attributes.set(key, readAttribute(attribute, options, owner));
  }
  return {
    opType,
    domain: standardDomain(textOf(message, 'domain')),
    name,
    inputs: textsOf(message, 'input'),
    outputs: textsOf(message, 'output'),
    attributes,
  };
};

/** `ai.onnx` is the long name of the standard operator set. */
export const standardDomain = (domain: string): string => (domain === 'ai.onnx' ? '' : domain);

/** Declared types of intermediate values are hints: those that are not dense tensors of a readable type are left out. */
const readValueInfo = (message: WireMessage): OnnxValueInfo | undefined => {
  const tensorType = tensorTypeOf(message);
  const dtype = tensorType && findDataType(integerOf(tensorType, 'elemType', textOf(message, 'name')));
  return dtype && { name: textOf(message, 'name'), dtype, shape: shapeOf(tensorType, textOf(message, 'name')) };
};

const requireTensorType = (message: WireMessage, role: string): OnnxValueInfo => {
  const name = textOf(message, 'name');
  const object = `Graph ${role} "${name}"`;
  const tensorType = tensorTypeOf(message);
  if (tensorType === undefined)
    throw new UnsupportedError(`${object} is not declared as a dense tensor.`, { code: 'unsupported-data-type', object });
  return { name, dtype: dataType(integerOf(tensorType, 'elemType', object), object), shape: shapeOf(tensorType, object) };
};

const tensorTypeOf = (message: WireMessage): WireMessage | undefined => {
  const type = messageOf(message, 'type');
  return type && messageOf(type, 'tensorType');
};

const shapeOf = (tensorType: WireMessage, owner: string): readonly OnnxDimension[] | undefined => {
  const shape = messageOf(tensorType, 'shape');
  return shape && messagesOf(shape, 'dim').map(dimension => readDimension(dimension, owner));
};

const readDimension = (message: WireMessage, owner: string): OnnxDimension => {
  const value = integerOf(message, 'value', owner);
  // Some exporters write a size that is not known as 0 or -1 instead of leaving it out.
  if (message.values.has('value') && value > 0) return value;
  const param = textOf(message, 'param');
  return param === '' ? '?' : param;
};
