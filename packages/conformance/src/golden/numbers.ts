import { Fields } from '@rheobase/core';

/** A number of a golden file; those that JSON lacks are the texts `inf`, `-inf` and `nan`. */
function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (value === 'inf') return Number.POSITIVE_INFINITY;
  if (value === '-inf') return Number.NEGATIVE_INFINITY;
  return value === 'nan' ? Number.NaN : undefined;
}

function collect(value: unknown, where: string, into: number[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, where, into);
    return;
  }
  const found = numberOf(value);
  if (found === undefined) throw Fields.wrong(where, value, 'a number, or arrays of numbers');
  into.push(found);
}

/** The numbers of nested arrays, row-major. */
export function flatNumbers(at: Fields, name: string): readonly number[] {
  const into: number[] = [];
  collect(at.raw(name), `${at.where}.${name}`, into);
  return into;
}

/** Rows of equal length, row-major; a row may itself hold nested arrays. */
export interface Rows {
  readonly count: number;
  readonly width: number;
  readonly data: readonly number[];
}

export function goldenRows(at: Fields, name: string): Rows {
  const count = at.list(name).length;
  const data = flatNumbers(at, name);
  const width = count === 0 ? 0 : data.length / count;
  if (!Number.isInteger(width)) throw Fields.wrong(`${at.where}.${name}`, `${data.length} numbers`, `${count} rows of equal length`);
  return { count, width, data };
}

/** Each item of a list of objects. */
export const each = (at: Fields, name: string): readonly Fields[] =>
  at.list(name).map((item, index) => new Fields(item, `${at.where}.${name}[${index}]`));

/** A list of element numbers, or null for all. */
export const goldenSlice = (at: Fields): readonly number[] | null => (at.has('slice') ? at.numbers('slice') : null);

/** The rows of a matrix. */
export const rowsOf = (at: Fields, name: string): readonly (readonly number[])[] =>
  at.list(name).map((row, index) => new Fields({ row }, `${at.where}.${name}[${index}]`).numbers('row'));

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
