import { nodeSizes, UnsupportedError } from '@rheobase/core';
import type { Model, ModelConnection, ModelNode } from '@rheobase/model';
import { delivered } from './connections.js';
import { shifted } from './linear.js';
import { largest, maximal, softmaxed } from './nonlinear.js';
import type { Flow } from './operation.js';
import type { Store } from './store.js';
import { found, type Read, type Step, total, type Values } from './values.js';
import { windowList } from './windows.js';

function outputOf(model: Model, { path, record }: ModelNode, input: Read, store: Store): Read {
  switch (record.type) {
    case 'input':
      return values => ({ tensor: found(values.inputs, path), trained: false });
    case 'constant':
      return values => shifted(total([], values, record.size), store.read(record.value));
    case 'passthrough':
      return input;
    case 'softmax':
      return values => softmaxed(input(values));
    case 'argmax':
      return values => largest(input(values));
    case 'maxPool': {
      const windows = windowList(model, record);
      return values => maximal(input(values), windows);
    }
    case 'function':
    case 'table':
    case 'synapse':
    case 'process':
      throw new UnsupportedError(`${path}: a ${record.type} node cannot be computed on tensors`, {
        code: 'refused',
        object: path,
        given: record.type,
      });
  }
}

/** A node: its output from the sum of what arrives. */
export function nodeStep(model: Model, node: ModelNode, incoming: readonly ModelConnection[], store: Store): Step {
  const { sizeIn } = nodeSizes(node.record);
  const reads = incoming.map(connection => delivered(model, connection, store, sizeIn));
  const input = (values: Values): Flow =>
    total(
      reads.map(read => read(values)),
      values,
      sizeIn,
    );
  const output = outputOf(model, node, input, store);
  return values => void values.outputs.set(node.path, output(values));
}
