import { type Dataset, readRows, type Source } from '@rheobase/data';

/** The items of a dataset, one row each. */
export interface Items {
  readonly count: number;
  readonly size: number;
  /** Row number `item` into `target` from element `at` on; a promise if the row comes later. */
  copy(item: number, target: Float32Array, at: number): void | Promise<void>;
  label(item: number): number;
}

export function itemsOf({ x, labels }: Dataset<Source>): Items {
  const [count, , size] = x.shape;
  return {
    count,
    size,
    copy: (item, target, at) => readRows(x, item, 0, 1, target.subarray(at, at + size)),
    label: item => labels[item] ?? 0,
  };
}

/** Inputs and labels of some items. */
export interface Batch {
  readonly x: Float32Array;
  readonly labels: Int32Array;
}

/** The items numbered by `order` from `from` to `to` (exclusive). */
export async function batchOf(items: Items, order: Int32Array, from: number, to: number): Promise<Batch> {
  const chosen = order.subarray(from, to);
  const x = new Float32Array(chosen.length * items.size);
  for (const [k, item] of chosen.entries()) {
    const pending = items.copy(item, x, k * items.size);
    if (pending !== undefined) await pending;
  }
  return { x, labels: Int32Array.from(chosen, item => items.label(item)) };
}
