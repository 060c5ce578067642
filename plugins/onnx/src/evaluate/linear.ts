import { floatAttribute, intAttribute } from './attributes.js';
import { broadcastShape, stretch } from './broadcast.js';
import { broadcastStrides } from './kernels/elementwise.js';
import { multiplyMatrices } from './kernels/multiply.js';
import { allocate, nodeFault, type OperatorCall, type OperatorTable, requireInput } from './operator.js';

/** alpha · A B + beta · C, A and B optionally transposed. */
const gemm = (call: OperatorCall) => {
  const a = requireInput(call, 0);
  const b = requireInput(call, 1);
  const c = call.inputs[2];
  const transA = intAttribute(call, 'transA', 0) !== 0;
  const transB = intAttribute(call, 'transB', 0) !== 0;
  const [aFirst = 0, aSecond = 0] = a.shape;
  const [bFirst = 0, bSecond = 0] = b.shape;
  const [rows, inner] = transA ? [aSecond, aFirst] : [aFirst, aSecond];
  const [innerOfB, columns] = transB ? [bSecond, bFirst] : [bFirst, bSecond];
  if (a.shape.length !== 2 || b.shape.length !== 2 || inner !== innerOfB) {
    throw nodeFault(call, `cannot multiply [${a.shape.join(', ')}] and [${b.shape.join(', ')}] (transA ${transA}, transB ${transB})`, [
      a.shape,
      b.shape,
    ]);
  }
  const shape = [rows, columns];
  const data = allocate(call, shape);
  if (c !== undefined) {
    if (broadcastShape(call, [shape, c.shape]).join() !== shape.join())
      throw nodeFault(call, `cannot add [${c.shape.join(', ')}] to [${shape.join(', ')}]`, c.shape);
    const beta = floatAttribute(call, 'beta', 1);
    data.set(stretch(call, c, shape).map(value => beta * value));
  }
  const [aRow, aColumn] = transA ? [1, aSecond] : [aSecond, 1];
  const [bRow, bColumn] = transB ? [1, bSecond] : [bSecond, 1];
  multiplyMatrices(a.data, 0, aRow, aColumn, b.data, 0, bRow, bColumn, data, 0, rows, inner, columns, floatAttribute(call, 'alpha', 1));
  return [{ dtype: a.dtype, shape, data }];
};

/** Matrix product with numpy's rules: vectors get an axis, leading axes are broadcast. */
const matMul = (call: OperatorCall) => {
  const a = requireInput(call, 0);
  const b = requireInput(call, 1);
  const left = a.shape.length === 1 ? [1, ...a.shape] : a.shape;
  const right = b.shape.length === 1 ? [...b.shape, 1] : b.shape;
  const [rows = 0, inner = 0] = left.slice(-2);
  const [innerOfB = 0, columns = 0] = right.slice(-2);
  if (a.shape.length === 0 || b.shape.length === 0 || inner !== innerOfB) {
    throw nodeFault(call, `cannot multiply [${a.shape.join(', ')}] and [${b.shape.join(', ')}]`, [a.shape, b.shape]);
  }
  const lead = broadcastShape(call, [left.slice(0, -2), right.slice(0, -2)]);
  const shape = [...lead, ...(a.shape.length === 1 ? [] : [rows]), ...(b.shape.length === 1 ? [] : [columns])];
  const data = allocate(call, shape);
  const leftStrides = broadcastStrides(left.slice(0, -2), lead);
  const rightStrides = broadcastStrides(right.slice(0, -2), lead);
  const offset = (index: number, strides: Int32Array): number =>
    lead.reduceRight(({ rest, sum }, size, axis) => ({ rest: Math.floor(rest / size), sum: sum + (rest % size) * (strides[axis] ?? 0) }), {
      rest: index,
      sum: 0,
    }).sum;
  const matrices = lead.reduce((product, size) => product * size, 1);
  for (let index = 0; index < matrices; index++) {
    const aBase = offset(index, leftStrides) * rows * inner;
    const bBase = offset(index, rightStrides) * inner * columns;
    multiplyMatrices(a.data, aBase, inner, 1, b.data, bBase, columns, 1, data, index * rows * columns, rows, inner, columns, 1);
  }
  return [{ dtype: a.dtype, shape, data }];
};

export const linearOperators: OperatorTable = [
  ['Gemm', { since: 1, inputs: [2, 3], evaluate: gemm }],
  ['MatMul', { since: 1, inputs: [2, 2], evaluate: matMul }],
];
