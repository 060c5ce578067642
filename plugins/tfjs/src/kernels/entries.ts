import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Memory } from './memory.js';

/**
 * A matrix of which few entries are not zero: entry k carries weight `weights[k]` of a list from column `columns[k]` to row `rows[k]`.
 * Sparse transforms have one weight an entry; pooling and grouped convolutions share weights among entries.
 */
export interface EntryList {
  readonly sizeIn: number;
  readonly sizeOut: number;
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  /** Which weight each entry takes. */
  readonly weights: Int32Array;
  /** Length of the list of weights. */
  readonly weightCount: number;
}

/** (items, sizeOut). */
export function applyEntries(memory: Memory, x: TensorInfo, w: TensorInfo, list: EntryList, items: number): TensorInfo {
  const { sizeIn, sizeOut, rows, columns, weights } = list;
  const out = memory.allocate([items, sizeOut]);
  const source = memory.values(x);
  const by = memory.values(w);
  const target = memory.values(out).fill(0);
  for (let item = 0; item < items; item++) {
    const from = item * sizeIn;
    const to = item * sizeOut;
    for (let k = 0; k < rows.length; k++) {
      const at = to + rows[k]!;
      target[at] = target[at]! + by[weights[k]!]! * source[from + columns[k]!]!;
    }
  }
  return out;
}

/** Gradient with respect to x. */
export const entriesInput = (memory: Memory, dy: TensorInfo, w: TensorInfo, list: EntryList, items: number): TensorInfo =>
  applyEntries(memory, dy, w, { ...list, sizeIn: list.sizeOut, sizeOut: list.sizeIn, rows: list.columns, columns: list.rows }, items);

/** Gradient with respect to the list of weights. */
export function entriesWeights(memory: Memory, dy: TensorInfo, x: TensorInfo, list: EntryList, items: number): TensorInfo {
  const { sizeIn, sizeOut, rows, columns, weights, weightCount } = list;
  const source = memory.values(x);
  const slope = memory.values(dy);
  const sums = new Float64Array(weightCount);
  for (let item = 0; item < items; item++) {
    const from = item * sizeIn;
    const to = item * sizeOut;
    for (let k = 0; k < rows.length; k++) {
      const weight = weights[k]!;
      sums[weight] = sums[weight]! + slope[to + rows[k]!]! * source[from + columns[k]!]!;
    }
  }
  const out = memory.allocate([weightCount]);
  memory.values(out).set(sums);
  return out;
}
