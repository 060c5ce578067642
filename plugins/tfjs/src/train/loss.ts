import type { FitRequest } from '@rheobase/runtime';
import type { Tensor } from '@tensorflow/tfjs-core';
import { crossEntropy, crossEntropyLogits, squaredError, squaredErrorOutputs } from '../kernels/classes.js';
import { operation } from '../network/operation.js';

/** The loss of outputs (items, classes), a scalar: cross-entropy of their softmax, or mean squared error from one at the label. */
export function lossOf(kind: FitRequest['loss'], outputs: Tensor, labels: Int32Array, classes: number): Tensor {
  const [value, slope] =
    kind === 'crossEntropy' ? ([crossEntropy, crossEntropyLogits] as const) : ([squaredError, squaredErrorOutputs] as const);
  return operation(
    memory => value(memory, outputs, labels, classes),
    [{ flow: { tensor: outputs, trained: true }, gradient: (memory, dy, [saved = dy]) => slope(memory, dy, saved, labels, classes) }],
    () => [outputs],
  ).tensor;
}

/** How many rows have their first largest element at the label. */
export function hits(outputs: Float32Array, labels: Int32Array, classes: number): number {
  let count = 0;
  for (const [item, label] of labels.entries()) {
    let best = 0;
    for (let c = 1; c < classes; c++) if ((outputs[item * classes + c] ?? 0) > (outputs[item * classes + best] ?? 0)) best = c;
    if (best === label) count += 1;
  }
  return count;
}
