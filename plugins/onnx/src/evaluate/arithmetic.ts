import { exp } from '@rheobase/math';
import type { OnnxDataType, OnnxTensor } from '../read/model.js';
import { alignLegacy, broadcastShape, stretch } from './broadcast.js';
import { combine, transform } from './kernels/elementwise.js';
import { allocate, isFloat, nodeFault, type OperatorCall, type OperatorTable, requireInput } from './operator.js';

type Binary = (a: number, b: number) => number;

/** Brings results back into the range of an integer type, as two's complement hardware does. */
const wrapped = (call: OperatorCall, dtype: OnnxDataType, f: Binary): Binary => {
  switch (dtype) {
    case 'int8':
      return (a, b) => (f(a, b) << 24) >> 24;
    case 'uint8':
      return (a, b) => f(a, b) & 255;
    case 'int32':
      return (a, b) => f(a, b) | 0;
    case 'int64':
      return (a, b) => {
        const result = f(a, b);
        if (!Number.isSafeInteger(result)) throw nodeFault(call, `makes the int64 ${result}, which is beyond 2^53`, result);
        return result;
      };
    case 'bool':
      throw nodeFault(call, 'does arithmetic on bool');
    default:
      return f;
  }
};

const binary = (call: OperatorCall, a: OnnxTensor, second: OnnxTensor, f: Binary): OnnxTensor => {
  const b = alignLegacy(call, a, second);
  if (a.dtype !== b.dtype) throw nodeFault(call, `combines ${a.dtype} with ${b.dtype}`, b.dtype);
  const shape = broadcastShape(call, [a.shape, b.shape]);
  const data = allocate(call, shape);
  combine(stretch(call, a, shape), stretch(call, b, shape), data, wrapped(call, a.dtype, f));
  return { dtype: a.dtype, shape, data };
};

const add: Binary = (a, b) => a + b;

const multiply = (call: OperatorCall) => {
  const a = requireInput(call, 0);
  return [binary(call, a, requireInput(call, 1), a.dtype === 'int32' ? Math.imul : (x, y) => x * y)];
};

/** Division; of integers, cut towards zero. */
const divide = (call: OperatorCall) => {
  const a = requireInput(call, 0);
  const quotient = (x: number, y: number): number => {
    if (y === 0) throw nodeFault(call, 'divides an integer by zero');
    return Math.trunc(x / y);
  };
  return [binary(call, a, requireInput(call, 1), isFloat(a.dtype) ? (x, y) => x / y : quotient)];
};

const dyadic = (f: Binary) => (call: OperatorCall) => [binary(call, requireInput(call, 0), requireInput(call, 1), f)];

const variadic = (f: Binary) => (call: OperatorCall) => [
  call.inputs.map((_, index) => requireInput(call, index)).reduce((sum, tensor) => binary(call, sum, tensor, f)),
];

const unary = (f: (x: number) => number) => (call: OperatorCall) => {
  const x = requireInput(call, 0);
  const data = allocate(call, x.shape);
  transform(x.data, data, f);
  return [{ ...x, data }];
};

const many = Number.MAX_SAFE_INTEGER;

export const arithmeticOperators: OperatorTable = [
  ['Add', { since: 1, inputs: [2, 2], evaluate: dyadic(add) }],
  ['Sub', { since: 1, inputs: [2, 2], evaluate: dyadic((a, b) => a - b) }],
  ['Mul', { since: 1, inputs: [2, 2], evaluate: multiply }],
  ['Div', { since: 1, inputs: [2, 2], evaluate: divide }],
  ['Sum', { since: 1, inputs: [1, many], evaluate: variadic(add) }],
  ['Min', { since: 1, inputs: [1, many], evaluate: variadic(Math.min) }],
  ['Max', { since: 1, inputs: [1, many], evaluate: variadic(Math.max) }],
  ['Neg', { since: 1, inputs: [1, 1], evaluate: unary(x => -x) }],
  ['Abs', { since: 1, inputs: [1, 1], evaluate: unary(Math.abs) }],
  ['Sqrt', { since: 1, inputs: [1, 1], evaluate: unary(Math.sqrt) }],
  ['Exp', { since: 1, inputs: [1, 1], evaluate: unary(exp) }],
];
