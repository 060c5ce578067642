import type { Network } from 'rheobase';

/** A network that is built from its seed and run in Node and in a browser. */
export interface Entry {
  readonly name: string;
  readonly make: () => Network;
  /** Default 1. */
  readonly batch?: number;
  /** s. Default 0.001. */
  readonly dt?: number;
}

/** `count` numbers between two others, in no order. */
export const spread = (low: number, high: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => low + (high - low) * ((0.618034 * (i + 1)) % 1));

/** A matrix of such numbers, no row like another. */
export const rows = (count: number, columns: number, size: number): number[][] =>
  Array.from({ length: count }, (_, row) => spread(-size, size, columns + row).slice(row));
