import { ValidationError } from '../errors.js';
import type { FunctionRecord } from '../functions/function.js';
import { wholeNumber } from '../size.js';
import { type ArrayInput, type Tensor, toTensor } from '../tensor.js';
import type { MaxPool } from './max-pool.js';
import type { ProcessNode } from './process-node.js';
import type { SynapseNode } from './synapse-node.js';

/** Fed from outside at every step. */
export interface InputNode {
  readonly type: 'input';
  readonly size: number;
}

/** The same vector at every step. */
export interface ConstantNode<A = Tensor> {
  readonly type: 'constant';
  readonly size: number;
  readonly value: A;
}

/** What comes in goes out, in the same step. */
export interface PassthroughNode {
  readonly type: 'passthrough';
  readonly size: number;
}

/** Row n - 1 of `values` (rows, size) in step n; the last row stays. */
export interface TableNode<A = Tensor> {
  readonly type: 'table';
  readonly size: number;
  readonly values: A;
}

/** A function of time and input, called once per step on the host. */
export interface FunctionNode<F = FunctionRecord> {
  readonly type: 'function';
  readonly sizeIn: number;
  readonly sizeOut: number;
  readonly function: F;
}

/** `exp(x_i) / sum_j exp(x_j)` of the step's input. */
export interface SoftmaxNode {
  readonly type: 'softmax';
  readonly size: number;
}

/** One at the first largest element, zero elsewhere. */
export interface ArgmaxNode {
  readonly type: 'argmax';
  readonly size: number;
}

/** What a node computes. `A` is how an array is held, `F` a function: by value in a Network, by reference in a Model. */
export type NodeRecord<A = Tensor, F = FunctionRecord> =
  | InputNode
  | ConstantNode<A>
  | PassthroughNode
  | TableNode<A>
  | FunctionNode<F>
  | SoftmaxNode
  | ArgmaxNode
  | SynapseNode
  | ProcessNode<A, F>
  | MaxPool;

/** The types of nodes that there are. */
export const nodeKinds = Object.freeze([
  'input',
  'constant',
  'passthrough',
  'table',
  'function',
  'softmax',
  'argmax',
  'synapse',
  'process',
  'maxPool',
] as const satisfies readonly NodeRecord['type'][]);

const checkedSize = (type: string, size: number): number => wholeNumber(type, 'size', size);

function finite(type: string, values: Tensor): Tensor {
  const at = values.data.findIndex(x => !Number.isFinite(x));
  if (at < 0) return values;
  throw new ValidationError(`${type}: element ${at} is ${values.data[at]}; values must be finite`, {
    code: 'not-finite',
    object: type,
    given: values.data[at],
    allowed: 'finite numbers',
  });
}

export const inputNode = (size: number): InputNode => Object.freeze({ type: 'input', size: checkedSize('input', size) });

export const passthrough = (size: number): PassthroughNode =>
  Object.freeze({ type: 'passthrough', size: checkedSize('passthrough', size) });

export const softmax = (size: number): SoftmaxNode => Object.freeze({ type: 'softmax', size: checkedSize('softmax', size) });

export const argmax = (size: number): ArgmaxNode => Object.freeze({ type: 'argmax', size: checkedSize('argmax', size) });

/** A constant vector. */
export function constant(value: ArrayInput): ConstantNode {
  const held = finite('constant', toTensor(typeof value === 'number' ? [value] : value));
  return Object.freeze({ type: 'constant', size: held.data.length, value: held });
}

/** Rows presented one a step; the last row stays. */
export function table(values: ArrayInput): TableNode {
  const held = finite('table', toTensor(values));
  const [rows, size] = held.shape;
  if (rows === undefined || size === undefined || held.shape.length !== 2 || rows < 1) {
    throw new ValidationError(`table: values must have shape (rows, size) with at least one row, but have [${held.shape}]`, {
      code: 'size-mismatch',
      given: held.shape,
      allowed: '(rows, size)',
    });
  }
  return Object.freeze({ type: 'table', size, values: held });
}

/** Number of elements a node takes in and gives out. */
export function nodeSizes(node: NodeRecord<unknown, unknown>): { readonly sizeIn: number; readonly sizeOut: number } {
  switch (node.type) {
    case 'input':
    case 'constant':
    case 'table':
      return { sizeIn: 0, sizeOut: node.size };
    case 'passthrough':
    case 'softmax':
    case 'argmax':
    case 'synapse':
      return { sizeIn: node.size, sizeOut: node.size };
    case 'function':
    case 'process':
      return node;
    case 'maxPool':
      return {
        sizeIn: node.inputShape.reduce((a, b) => a * b, 1),
        sizeOut: node.outputShape.reduce((a, b) => a * b, 1),
      };
  }
}
