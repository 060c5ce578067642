import type { Dataset } from '@rheobase/data';

/** The items of a dataset, one row each. */
export interface Items {
  readonly count: number;
  readonly size: number;
  /** Row number `item` into `target` from element `at` on. */
  copy(item: number, target: Float32Array, at: number): void;
  label(item: number): number;
}

export function itemsOf({ x, labels }: Dataset): Items {
  const [count, , size] = x.shape;
  return {
    count,
    size,
    copy: (item, target, at) => target.set(x.data.subarray(item * size, (item + 1) * size), at),
    label: item => labels[item] ?? 0,
  };
}

/** Inputs and labels of some items. */
export interface Batch {
  readonly x: Float32Array;
  readonly labels: Int32Array;
}

/** The items numbered by `order` from `from` to `to` (exclusive). */
export function batchOf(items: Items, order: Int32Array, from: number, to: number): Batch {
  const chosen = order.subarray(from, to);
  const x = new Float32Array(chosen.length * items.size);
  chosen.forEach((item, k) => {
    items.copy(item, x, k * items.size);
  });
  return { x, labels: Int32Array.from(chosen, item => items.label(item)) };
}
