import { SimulationError } from '@rheobase/core';
import { hashSeed } from '@rheobase/math';
import type { Program } from '@rheobase/program';
import { type SnapshotPoint, snapshotPoint } from '@rheobase/runtime';
import type { Precision } from '../machine/machine.js';

/** Part of the state, by a name that it has however the work is shared out: rows one after the other, each of all items. */
export interface Kept {
  readonly name: string;
  readonly rows: number;
  /** Numbers of an item in a row; null: all items share what it holds. */
  readonly width: number | null;
  readonly values: Float64Array;
}

/** What snapshots have to have in common. */
export interface Fitting {
  readonly dt: number;
  readonly batch: number;
  /** A hash of the precision and of all signals. */
  readonly kind: number;
}

export const fittingOf = ({ dt, signals }: Program, precision: Precision, batch: number): Fitting => ({
  dt,
  batch,
  kind: hashSeed(precision, ...Array.from(signals.values(), ({ id, size }) => `${id} ${size}`)),
});

/** Step, step length, batch, kind, seed, first item. */
const HEADER = 6;

const byName = (kept: readonly Kept[]): readonly Kept[] => Array.from(kept).sort((a, b) => (a.name < b.name ? -1 : 1));
const lengthOf = (kept: readonly Kept[]): number => kept.reduce((sum, { values }) => sum + values.length, HEADER);

/** A state as bytes: a header, then its parts in the order of their names. */
export function snapshotOf({ step, seed, firstItem }: SnapshotPoint, { dt, batch, kind }: Fitting, kept: readonly Kept[]): Uint8Array {
  const numbers = new Float64Array(lengthOf(kept));
  numbers.set([step, dt, batch, kind, seed, firstItem]);
  let at = HEADER;
  for (const { values } of byName(kept)) {
    numbers.set(values, at);
    at += values.length;
  }
  return new Uint8Array(numbers.buffer);
}

/** Where a snapshot was taken, and its parts by name; `kept` is what there is now. `SimulationError` if it does not fit. */
export function readSnapshot(
  saved: Uint8Array,
  { dt, batch, kind }: Fitting,
  kept: readonly Kept[],
): { readonly point: SnapshotPoint; readonly parts: ReadonlyMap<string, Float64Array> } {
  const bytes = 8 * lengthOf(kept);
  const numbers = saved.length === bytes ? new Float64Array(new Uint8Array(saved).buffer) : new Float64Array(HEADER);
  const [step = 0, itsDt, itsBatch, itsKind, seed = 0, firstItem = 0] = numbers.subarray(0, HEADER);
  if (itsDt !== dt || itsBatch !== batch || itsKind !== kind) {
    throw new SimulationError('restore: this snapshot is of another model, another step length, another precision or another batch', {
      code: 'foreign-snapshot',
      given: saved.length,
      allowed: `${bytes} bytes`,
    });
  }
  const point = snapshotPoint({ step, seed, firstItem });
  let at = HEADER;
  const parts = new Map<string, Float64Array>();
  for (const { name, values } of byName(kept)) {
    parts.set(name, numbers.subarray(at, at + values.length));
    at += values.length;
  }
  return { point, parts };
}
