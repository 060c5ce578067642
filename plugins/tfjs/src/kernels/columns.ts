import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Memory } from './memory.js';

/** out (rows, places) with out[:, k] = x[:, places[k]], or 0 where the place is -1. */
export function gatherColumns(memory: Memory, x: TensorInfo, rows: number, size: number, places: Int32Array): TensorInfo {
  const out = memory.allocate([rows, places.length]);
  const source = memory.values(x);
  const target = memory.values(out);
  for (let row = 0, at = 0; row < rows; row++) {
    const start = row * size;
    for (let k = 0; k < places.length; k++, at++) target[at] = places[k]! < 0 ? 0 : source[start + places[k]!]!;
  }
  return out;
}

/** out (rows, size), zero but for out[:, places[k]] += x[:, k]: the transpose of `gatherColumns`. */
export function scatterColumns(memory: Memory, x: TensorInfo, rows: number, size: number, places: Int32Array): TensorInfo {
  const out = memory.allocate([rows, size]);
  const source = memory.values(x);
  const target = memory.values(out).fill(0);
  for (let row = 0, at = 0; row < rows; row++) {
    const start = row * size;
    for (let k = 0; k < places.length; k++, at++) {
      const place = places[k]!;
      if (place >= 0) target[start + place] = target[start + place]! + source[at]!;
    }
  }
  return out;
}

/** Each column's sum, where the columns of x repeat with `period`: (period). */
export function columnSums(memory: Memory, x: TensorInfo, length: number, period: number): TensorInfo {
  const source = memory.values(x);
  const sums = new Float64Array(period);
  for (let at = 0; at < length; at += period) for (let c = 0; c < period; c++) sums[c] = sums[c]! + source[at + c]!;
  const out = memory.allocate([period]);
  memory.values(out).set(sums);
  return out;
}

/** Each column's sum of x dy, where columns repeat with `period`: (period). */
export function columnDots(memory: Memory, x: TensorInfo, dy: TensorInfo, length: number, period: number): TensorInfo {
  const a = memory.values(x);
  const b = memory.values(dy);
  const sums = new Float64Array(period);
  for (let at = 0; at < length; at += period) for (let c = 0; c < period; c++) sums[c] = sums[c]! + a[at + c]! * b[at + c]!;
  const out = memory.allocate([period]);
  memory.values(out).set(sums);
  return out;
}

/** x[i] factors[i mod period], (rows, size). */
export function scaleColumns(memory: Memory, x: TensorInfo, factors: TensorInfo, rows: number, size: number, period: number): TensorInfo {
  const out = memory.allocate([rows, size]);
  const source = memory.values(x);
  const by = memory.values(factors);
  const target = memory.values(out);
  if (period === 1) {
    const factor = by[0]!;
    for (let i = 0; i < target.length; i++) target[i] = source[i]! * factor;
    return out;
  }
  for (let at = 0; at < target.length; at += period) for (let c = 0; c < period; c++) target[at + c] = source[at + c]! * by[c]!;
  return out;
}

/** x[i] + terms[i mod period], (rows, size). */
export function shiftColumns(memory: Memory, x: TensorInfo, terms: TensorInfo, rows: number, size: number, period: number): TensorInfo {
  const out = memory.allocate([rows, size]);
  const source = memory.values(x);
  const by = memory.values(terms);
  const target = memory.values(out);
  if (period === 1) {
    const term = by[0]!;
    for (let i = 0; i < target.length; i++) target[i] = source[i]! + term;
    return out;
  }
  for (let at = 0; at < target.length; at += period) for (let c = 0; c < period; c++) target[at + c] = source[at + c]! + by[c]!;
  return out;
}
