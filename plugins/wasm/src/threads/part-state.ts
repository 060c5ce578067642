import type { Kept } from '../engine/snapshot.js';
import type { Part } from './part.js';
import { putRows, rowsOf } from './split/rows.js';

/** The state of the whole out of that of its parts: all items of each thing, once where several parts have a copy. */
export function keptOf(parts: readonly Part[], batch: number): readonly Kept[] {
  const whole = new Map<string, Kept>();
  for (const { items, engine } of parts) {
    for (const own of engine.kept()) {
      const { name, rows, width, values } = own;
      if (width === null || items.count === batch) {
        whole.set(name, whole.get(name) ?? own);
        continue;
      }
      const all = whole.get(name) ?? { ...own, values: new Float64Array(rows * batch * width) };
      whole.set(name, all);
      putRows(all.values, batch, width, items, values);
    }
  }
  return Array.from(whole.values());
}

/** A part's own of such a state. */
export function setKept({ items, engine }: Part, batch: number, state: ReadonlyMap<string, Float64Array>): void {
  for (const { name, width, values } of engine.kept()) {
    const all = state.get(name);
    if (all) values.set(width === null ? all : rowsOf(all, batch, width, items));
  }
}
