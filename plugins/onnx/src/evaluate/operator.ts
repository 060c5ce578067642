import { ImportError, UnsupportedError } from '@rheobase/core';
import { nodeTitle } from '../graph/title.js';
import type { OnnxDataType, OnnxNode, OnnxTensor } from '../read/model.js';

/** One application of an operator: the node, the version of its operator set, and the inputs (undefined where an optional one is left out). */
export interface OperatorCall {
  readonly node: OnnxNode;
  readonly opset: number;
  readonly inputs: readonly (OnnxTensor | undefined)[];
  /** No tensor may get more elements than this. */
  readonly maxElements: number;
}

/** An operator that can be evaluated. */
export interface OnnxOperator {
  /** The first version of the standard operator set with a meaning that `evaluate` knows. */
  readonly since: number;
  /** Fewest and most inputs. */
  readonly inputs: readonly [number, number];
  /** Says why this node cannot be served although its operator is known; asked before anything is computed. */
  readonly refuse?: (node: OnnxNode, opset: number) => string | undefined;
  /** Computes the outputs, in the order of the node's outputs; there may be fewer than the node names only if refused above. */
  readonly evaluate: (call: OperatorCall) => readonly OnnxTensor[];
}

/** Operators by type, as each family file lists them. */
export type OperatorTable = readonly (readonly [opType: string, operator: OnnxOperator])[];

/** An error about a node that contradicts itself or its inputs. */
export const nodeFault = (call: Pick<OperatorCall, 'node'>, problem: string, given?: unknown): ImportError =>
  new ImportError(`In the ONNX graph, ${nodeTitle(call.node)} ${problem}.`, {
    code: 'bad-node',
    object: call.node.name || (call.node.outputs[0] ?? ''),
    given,
  });

/** An input that has to be there. */
export const requireInput = (call: OperatorCall, index: number): OnnxTensor => {
  const tensor = call.inputs[index];
  if (tensor === undefined) throw nodeFault(call, `lacks its input ${index}`);
  return tensor;
};

/** The elements of an integer input such as a shape or a list of axes; undefined when left out. */
export const integerInput = (call: OperatorCall, index: number): readonly number[] | undefined => {
  const tensor = call.inputs[index];
  if (tensor === undefined) return undefined;
  if (tensor.dtype !== 'int64' && tensor.dtype !== 'int32')
    throw nodeFault(call, `takes integers as input ${index}, but gets ${tensor.dtype}`);
  return Array.from(tensor.data);
};

/** The number of elements of a shape, refused beyond the limit of the evaluation before anything is allocated. */
export const elementCount = (call: OperatorCall, shape: readonly number[]): number => {
  const count = shape.reduce((product, size) => product * size, 1);
  if (shape.some(size => !Number.isInteger(size) || size < 0))
    throw nodeFault(call, `would make the impossible shape [${shape.join(', ')}]`, shape);
  if (count > call.maxElements) {
    throw new UnsupportedError(
      `In the ONNX graph, ${nodeTitle(call.node)} would make [${shape.join(', ')}], more than maxElements (${call.maxElements}).`,
      {
        code: 'too-many-elements',
        object: call.node.name,
        given: count,
        allowed: String(call.maxElements),
      },
    );
  }
  return count;
};

/** Room for a result. */
export const allocate = (call: OperatorCall, shape: readonly number[]): Float64Array => new Float64Array(elementCount(call, shape));

/** A result of integers. */
export const integers = (values: readonly number[]): OnnxTensor => ({
  dtype: 'int64',
  shape: [values.length],
  data: Float64Array.from(values),
});

/** True for the float types. */
export const isFloat = (dtype: OnnxDataType): boolean => dtype === 'float32' || dtype === 'float64';

/** An axis counted from the front; negative ones count from the end. `extra` allows for axes past the last, as in Flatten. */
export const resolveAxis = (call: OperatorCall, axis: number, rank: number, extra = 0): number => {
  const resolved = axis < 0 ? axis + rank : axis;
  if (resolved < 0 || resolved >= rank + extra)
    throw nodeFault(call, `has axis ${axis}, outside of a tensor with ${rank} dimensions`, axis);
  return resolved;
};
