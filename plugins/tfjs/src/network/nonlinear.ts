import type { TensorInfo } from '@tensorflow/tfjs-core';
import { argmaxRows, softmaxInput, softmaxRows } from '../kernels/classes.js';
import { compute, type Memory } from '../kernels/memory.js';
import { fire, fireWithSlopes, multiplyElements, type NeuronPass } from '../kernels/neurons.js';
import { type WindowList, windowMaxima, windowMaximaInput } from '../kernels/windows.js';
import { type Flow, operation } from './operation.js';

const shapeOf = ({ tensor }: Flow): readonly [number, number] => [tensor.shape[0] ?? 1, tensor.shape[1] ?? 1];

/** Outputs of neurons in currents (batch, neurons). In training their slopes are worked out along with them. */
export function fired(current: Flow, pass: NeuronPass): Flow {
  if (!current.trained) return operation(memory => fire(memory, current.tensor, pass), []);
  let slopes: TensorInfo | null = null;
  const forward = (memory: Memory): TensorInfo => {
    const both = fireWithSlopes(memory, current.tensor, pass);
    slopes = both.slopes;
    return both.out;
  };
  return operation(forward, [{ flow: current, gradient: (memory, dy, [saved = dy]) => multiplyElements(memory, dy, saved) }], () =>
    slopes === null ? [] : [compute(() => slopes ?? current.tensor)],
  );
}

/** Largest of each window. */
export function maximal(x: Flow, list: WindowList): Flow {
  const [rows] = shapeOf(x);
  return operation(
    memory => windowMaxima(memory, x.tensor, list, rows),
    [{ flow: x, gradient: (memory, dy, [saved = dy]) => windowMaximaInput(memory, dy, saved, list, rows) }],
    () => [x.tensor],
  );
}

/** exp(x) over its sum, row by row. */
export function softmaxed(x: Flow): Flow {
  const [rows, size] = shapeOf(x);
  return operation(
    memory => softmaxRows(memory, x.tensor, rows, size),
    [{ flow: x, gradient: (memory, dy, [saved = dy]) => softmaxInput(memory, dy, saved, rows, size) }],
    output => [output],
  );
}

/** One at the first largest element of each row. It has no slope: not for training. */
export function largest(x: Flow): Flow {
  const [rows, size] = shapeOf(x);
  return operation(memory => argmaxRows(memory, x.tensor, rows, size), []);
}
