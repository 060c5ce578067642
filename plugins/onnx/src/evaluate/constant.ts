import { findDataType } from '../read/datatype.js';
import type { OnnxDataType, OnnxNode, OnnxTensor } from '../read/model.js';
import { intAttribute, tensorAttribute } from './attributes.js';
import { transform } from './kernels/elementwise.js';
import { allocate, integerInput, integers, nodeFault, type OperatorCall, type OperatorTable, requireInput } from './operator.js';

/** A stored value, as a tensor or (from opset 12 on) as plain numbers. */
const constant = (call: OperatorCall): OnnxTensor[] => {
  for (const [name, attribute] of call.node.attributes) {
    if (attribute.type === 'tensor') return [attribute.value];
    const value = attribute.value;
    if (typeof value === 'number') return [{ dtype: name === 'value_int' ? 'int64' : 'float32', shape: [], data: Float64Array.of(value) }];
    if (attribute.type === 'ints') return [integers(attribute.value)];
    if (attribute.type === 'floats')
      return [{ dtype: 'float32', shape: [attribute.value.length], data: Float64Array.from(attribute.value) }];
  }
  throw nodeFault(call, 'has no value');
};

const refuseValue = (node: OnnxNode): string | undefined => {
  const odd = [...node.attributes.values()].find(({ type }) => type === 'string' || type === 'strings' || type === 'other');
  return odd && `a value of kind ${odd.type === 'other' ? odd.value : odd.type}`;
};

const constantOfShape = (call: OperatorCall): OnnxTensor[] => {
  const shape = integerInput(call, 0);
  const value = tensorAttribute(call, 'value');
  if (shape === undefined || (value !== undefined && value.data.length !== 1)) throw nodeFault(call, 'needs a shape and one value');
  return [{ dtype: value?.dtype ?? 'float32', shape, data: allocate(call, shape).fill(value?.data[0] ?? 0) }];
};

/** Conversion of elements: to integers cut towards zero and wrapped, to bool by comparison with 0, to float32 by rounding. */
const cast = (call: OperatorCall): OnnxTensor[] => {
  const x = requireInput(call, 0);
  const dtype = findDataType(intAttribute(call, 'to', 0)) ?? 'float32';
  if (dtype === x.dtype) return [x];
  const data = allocate(call, x.shape);
  transform(x.data, data, converter(call, dtype));
  return [{ dtype, shape: x.shape, data }];
};

const converter = (call: OperatorCall, dtype: OnnxDataType): ((x: number) => number) => {
  switch (dtype) {
    case 'bool':
      return x => (x === 0 ? 0 : 1);
    case 'int8':
      return x => (x << 24) >> 24;
    case 'uint8':
      return x => x & 255;
    case 'int32':
      return x => x | 0;
    case 'int64':
      return x => {
        const cut = Math.trunc(x);
        if (!Number.isSafeInteger(cut)) throw nodeFault(call, `cannot make ${x} an int64`, x);
        return cut;
      };
    case 'float32':
      return Math.fround;
    case 'float64':
      return x => x;
  }
};

const refuseTarget = (node: OnnxNode, opset: number): string | undefined => {
  if (opset < 6) return 'a target type given by name';
  const to = intAttribute({ node }, 'to', 0);
  return findDataType(to) === undefined ? `the target type number ${to}` : undefined;
};

export const constantOperators: OperatorTable = [
  ['Constant', { since: 1, inputs: [0, 0], refuse: refuseValue, evaluate: constant }],
  ['ConstantOfShape', { since: 9, inputs: [1, 1], evaluate: constantOfShape }],
  ['Cast', { since: 1, inputs: [1, 1], refuse: refuseTarget, evaluate: cast }],
];
