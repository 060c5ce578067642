import type { Fields } from '@rheobase/core';
import { rowsOf } from './numbers.js';

/** A matrix of a golden file, row-major. */
export interface GoldenMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** A nested list of numbers. */
export function goldenMatrix(at: Fields, name: string): GoldenMatrix {
  const rows = rowsOf(at, name);
  return { rows: rows.length, columns: rows[0]?.length ?? 0, values: Float64Array.from(rows.flat()) };
}
