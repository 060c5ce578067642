import type { Operator, OperatorKind, SignalId } from '@rheobase/compiler';

/** Where an interpreted program keeps its signals while it runs. */
export interface SignalStore {
  /** How many items run side by side. */
  readonly batch: number;
  /** Step now being made (from 1) and its time, s. */
  readonly clock: { readonly step: number; readonly time: number };
  /** Length of a step, s. */
  readonly dt: number;
  /** All items of a signal: (batch, size), row-major. */
  get(id: SignalId): Float64Array;
  /** Number of elements of one item. */
  size(id: SignalId): number;
  /** Whether a signal is mostly zero (spikes). */
  sparse(id: SignalId): boolean;
}

/** Prepares one operator: looks up its signals once and returns what each step calls. */
export type Kernel<K extends OperatorKind> = (operator: Extract<Operator, { readonly kind: K }>, signals: SignalStore) => () => void;

/** A backend for `interpret`: one kernel for every kind of operator it can do. */
export type Kernels = { readonly [K in OperatorKind]?: Kernel<K> };
