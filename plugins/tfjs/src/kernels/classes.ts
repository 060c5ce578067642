import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Memory } from './memory.js';

function softmaxRow(x: Float32Array, from: number, size: number, out: Float64Array): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < size; c++) highest = Math.max(highest, x[from + c]!);
  let sum = 0;
  for (let c = 0; c < size; c++) {
    out[c] = Math.exp(x[from + c]! - highest);
    sum += out[c]!;
  }
  for (let c = 0; c < size; c++) out[c] = out[c]! / sum;
  return highest + Math.log(sum);
}

/** exp(x_c) over its sum, row by row. */
export function softmaxRows(memory: Memory, x: TensorInfo, rows: number, size: number): TensorInfo {
  const out = memory.allocate([rows, size]);
  const source = memory.values(x);
  const target = memory.values(out);
  const row = new Float64Array(size);
  for (let at = 0; at < rows * size; at += size) {
    softmaxRow(source, at, size, row);
    target.set(row, at);
  }
  return out;
}

/** Gradient with respect to x, from the softmax y itself: y (dy - sum of y dy). */
export function softmaxInput(memory: Memory, dy: TensorInfo, y: TensorInfo, rows: number, size: number): TensorInfo {
  const out = memory.allocate([rows, size]);
  const slope = memory.values(dy);
  const value = memory.values(y);
  const target = memory.values(out);
  for (let at = 0; at < rows * size; at += size) {
    let sum = 0;
    for (let c = 0; c < size; c++) sum += slope[at + c]! * value[at + c]!;
    for (let c = 0; c < size; c++) target[at + c] = value[at + c]! * (slope[at + c]! - sum);
  }
  return out;
}

/** One at the first largest element of each row, zero elsewhere. */
export function argmaxRows(memory: Memory, x: TensorInfo, rows: number, size: number): TensorInfo {
  const out = memory.allocate([rows, size]);
  const source = memory.values(x);
  const target = memory.values(out).fill(0);
  for (let at = 0; at < rows * size; at += size) {
    let best = 0;
    for (let c = 1; c < size; c++) if (source[at + c]! > source[at + best]!) best = c;
    target[at + best] = 1;
  }
  return out;
}

/** Mean over rows of log sum exp(x) - x[label]: a scalar. */
export function crossEntropy(memory: Memory, logits: TensorInfo, labels: Int32Array, size: number): TensorInfo {
  const source = memory.values(logits);
  const row = new Float64Array(size);
  let sum = 0;
  for (let item = 0; item < labels.length; item++) sum += softmaxRow(source, item * size, size, row) - source[item * size + labels[item]!]!;
  const out = memory.allocate([]);
  memory.values(out)[0] = sum / labels.length;
  return out;
}

/** Gradient with respect to the logits: (softmax - one at the label) / rows. */
export function crossEntropyLogits(memory: Memory, dy: TensorInfo, logits: TensorInfo, labels: Int32Array, size: number): TensorInfo {
  const out = memory.allocate([labels.length, size]);
  const source = memory.values(logits);
  const target = memory.values(out);
  const factor = memory.values(dy)[0]! / labels.length;
  const row = new Float64Array(size);
  for (let item = 0; item < labels.length; item++) {
    softmaxRow(source, item * size, size, row);
    for (let c = 0; c < size; c++) target[item * size + c] = (row[c]! - (c === labels[item] ? 1 : 0)) * factor;
  }
  return out;
}

/** Mean over rows and elements of the squared difference from one at the label, zero elsewhere: a scalar. */
export function squaredError(memory: Memory, outputs: TensorInfo, labels: Int32Array, size: number): TensorInfo {
  const source = memory.values(outputs);
  let sum = 0;
  for (let item = 0; item < labels.length; item++) {
    for (let c = 0; c < size; c++) sum += (source[item * size + c]! - (c === labels[item] ? 1 : 0)) ** 2;
  }
  const out = memory.allocate([]);
  memory.values(out)[0] = sum / (labels.length * size);
  return out;
}

/** Gradient of `squaredError` with respect to the outputs. */
export function squaredErrorOutputs(memory: Memory, dy: TensorInfo, outputs: TensorInfo, labels: Int32Array, size: number): TensorInfo {
  const out = memory.allocate([labels.length, size]);
  const source = memory.values(outputs);
  const target = memory.values(out);
  const factor = (2 * memory.values(dy)[0]!) / (labels.length * size);
  for (let item = 0; item < labels.length; item++) {
    for (let c = 0; c < size; c++) target[item * size + c] = (source[item * size + c]! - (c === labels[item] ? 1 : 0)) * factor;
  }
  return out;
}
