import { type ArrayInput, dense, type TransformRecord, toTensor, ValidationError } from '@rheobase/core';

/** Rows of finite numbers, of one length. */
export type Rows = readonly (readonly number[])[];

/** The rows that a caller's vectors stand for; `ValidationError` names the part and what is wrong with them. */
export function vectorRows(part: string, name: string, given: ArrayInput, count?: number): Rows {
  const { shape, data } = toTensor(given);
  const [rows = 0, size = 0] = shape;
  const problem =
    shape.length !== 2 || rows === 0 || size === 0
      ? `have shape [${shape}]; give one row for each vector`
      : !data.every(Number.isFinite)
        ? 'hold a number that is not finite'
        : count !== undefined && rows !== count
          ? `are ${rows}, but the memory has ${count} elements`
          : null;
  if (problem === null) return Array.from({ length: rows }, (_, row) => Array.from(data.slice(row * size, (row + 1) * size)));
  throw new ValidationError(`${part}: ${name} ${problem}`, {
    code: 'invalid-vectors',
    object: part,
    given: shape,
    allowed: count === undefined ? 'rows of finite numbers' : `${count} rows of finite numbers`,
  });
}

/** One scale for each of `count` vectors. */
export function scalesFor(part: string, given: number | readonly number[], count: number): readonly number[] {
  const scales = typeof given === 'number' ? Array.from({ length: count }, () => given) : given;
  if (scales.length === count && scales.every(Number.isFinite)) return scales;
  throw new ValidationError(`${part}: inputScales must be a finite number, or ${count} of them, but [${scales}] was given`, {
    code: 'invalid-parameter',
    object: part,
    given,
    allowed: `1 or ${count} finite numbers`,
  });
}

/** The matrix that compares a vector with every row, each multiplied by its scale. */
export const comparing = (rows: Rows, scales: readonly number[]): TransformRecord =>
  dense(rows.map((row, i) => row.map(x => x * (scales[i] ?? 1))));

/** The matrix that adds up rows by weight. */
export const combining = (rows: Rows): TransformRecord => dense((rows[0] ?? []).map((_, at) => rows.map(row => row[at] ?? 0)));
