import { shown, ValidationError } from '@rheobase/core';
import { repeatSamples, type Samples, sliceSamples } from './samples.js';

/**
 * Rows that are made when they are asked for: read from compact storage, computed, or collected from events. Whoever reads them asks for as
 * many as it needs at a time, so a long recording never lies in memory as a whole.
 */
export interface RowSource<D extends number = number> {
  readonly shape: readonly [items: number, steps: number, size: D];
  /**
   * Writes the rows of one item from step `from` to `to` (exclusive) into `target`, row-major (to - from, size). If the rows come later, as from
   * a file, the promise settles when they are written. Rows may be asked for in any order, and more than once.
   */
  rows(item: number, from: number, to: number, target: Float32Array | Float64Array): void | Promise<void>;
}

/** Where rows come from: samples in memory, or what makes rows when they are asked for. */
export type Source<D extends number = number> = Samples<D> | RowSource<D>;

const hasShape = (given: unknown): given is { readonly shape: readonly unknown[] } =>
  typeof given === 'object' && given !== null && 'shape' in given && Array.isArray(given.shape);

export const isSamples = (given: unknown): given is Samples => hasShape(given) && 'data' in given && ArrayBuffer.isView(given.data);

export const isSource = (given: unknown): given is Source =>
  isSamples(given) || (hasShape(given) && 'rows' in given && typeof given.rows === 'function');

/** The shape of a source, checked: whole numbers >= 0. */
export function checkedShape<D extends number>(
  object: string,
  shape: readonly [items: number, steps: number, size: D],
): readonly [items: number, steps: number, size: D] {
  if (Array.isArray(shape) && shape.length === 3 && shape.every(length => Number.isSafeInteger(length) && length >= 0)) return shape;
  const allowed = '(items, steps, size), whole numbers >= 0';
  throw new ValidationError(`${object}: the shape must be ${allowed}, but ${shown(shape)} was given`, {
    code: 'invalid-shape',
    given: shape,
    allowed,
  });
}

function checkRows(item: number, from: number, size: number, values: Float32Array | Float64Array): void {
  const wrong = values.findIndex(value => !Number.isFinite(value));
  if (wrong < 0) return;
  throw new ValidationError(
    `source: element ${wrong % size} of item ${item}, step ${from + Math.floor(wrong / size) + 1} is ${values[wrong]}, but must be finite`,
    { code: 'not-finite', given: values[wrong], allowed: 'finite numbers' },
  );
}

/**
 * Writes the rows of an item from step `from` to `to` (exclusive) into `target`, (to - from, size). `ValidationError` if a row that is made when
 * asked for holds a number that is not finite; samples in memory are checked as a whole elsewhere.
 */
export function readRows(
  source: Source,
  item: number,
  from: number,
  to: number,
  target: Float32Array | Float64Array,
): void | Promise<void> {
  const [, steps, size] = source.shape;
  if (isSamples(source)) {
    target.set(source.data.subarray((item * steps + from) * size, (item * steps + to) * size));
    return;
  }
  const rows = target.subarray(0, (to - from) * size);
  const done = source.rows(item, from, to, rows);
  if (done === undefined) return checkRows(item, from, size, rows);
  return done.then(() => checkRows(item, from, size, rows));
}

const lazy = <D extends number>(shape: RowSource<D>['shape'], rows: RowSource<D>['rows']): RowSource<D> =>
  Object.freeze({ shape: Object.freeze([...shape] as const), rows });

/**
 * A source of rows that a function computes: `row(item, step)` gives the `size` values of a step, both counted from 0. It is called for each row
 * that is asked for, and again if the row is.
 */
export function functionSource<D extends number>(
  shape: readonly [items: number, steps: number, size: D],
  row: (item: number, step: number) => ArrayLike<number>,
): RowSource<D> {
  const checked = checkedShape('functionSource', shape);
  if (typeof row !== 'function') {
    throw new ValidationError(`functionSource: a function (item, step) is needed, but ${shown(row)} was given`, {
      code: 'invalid-parameter',
      given: row,
      allowed: 'a function (item, step) => values',
    });
  }
  const [, , size] = checked;
  return lazy(checked, (item, from, to, target) => {
    for (let step = from; step < to; step++) {
      const values = row(item, step);
      if (values?.length !== size) {
        throw new ValidationError(`functionSource: item ${item}, step ${step + 1} has ${values?.length} values; give ${size}`, {
          code: 'size-mismatch',
          given: values?.length,
          allowed: `${size} values`,
        });
      }
      target.set(values, (step - from) * size);
    }
  });
}

/** Numbers as they are stored, of any width. */
export type StoredNumbers = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/**
 * A source of numbers that stay as they are stored, row-major (items, steps, size), and are converted row by row. `value` says what a stored
 * number stands for, `pixel => pixel / 255` say; default the number itself. `ValidationError` if the count differs from the shape.
 */
export function storedSource<D extends number>(
  shape: readonly [items: number, steps: number, size: D],
  data: StoredNumbers,
  value: (stored: number) => number = stored => stored,
): RowSource<D> {
  const checked = checkedShape('storedSource', shape);
  const [items, steps, size] = checked;
  if (!ArrayBuffer.isView(data) || data.length !== items * steps * size) {
    throw new ValidationError(
      `storedSource: shape (${shape.join(', ')}) has ${items * steps * size} elements, but ${data?.length} were given`,
      {
        code: 'size-mismatch',
        given: data?.length,
        allowed: `${items * steps * size} elements in a typed array`,
      },
    );
  }
  return lazy(checked, (item, from, to, target) => {
    const start = (item * steps + from) * size;
    for (let i = 0; i < (to - from) * size; i++) target[i] = value(data[start + i] ?? 0);
  });
}

/** Items `from` to `to` (exclusive) of a source, without copying; `to` may lie past the end. */
export function sliceSource(source: Samples, from: number, to: number): Samples;
export function sliceSource(source: Source, from: number, to: number): Source;
export function sliceSource(source: Source, from: number, to: number): Source {
  if (isSamples(source)) return sliceSamples(source, from, to);
  const [items, steps, size] = source.shape;
  const end = Math.min(to, items);
  if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from <= end)) {
    throw new ValidationError(
      `source: items ${from} to ${to} were asked for, but there are ${items}; give whole numbers, 0 <= from <= to`,
      { code: 'invalid-range', given: [from, to], allowed: `0 to ${items}` },
    );
  }
  return lazy([end - from, steps, size], (item, first, last, target) => source.rows(from + item, first, last, target));
}

/** Each item's steps repeated in turn `times` times: samples are copied, rows of other sources are repeated when they are asked for. */
export function repeatSource(source: Samples, times: number): Samples;
export function repeatSource(source: Source, times: number): Source;
export function repeatSource(source: Source, times: number): Source {
  if (isSamples(source)) return repeatSamples(source, times);
  const [items, steps, size] = source.shape;
  if (!(Number.isInteger(times) && times >= 1)) {
    throw new ValidationError(`source: steps are repeated a whole number of times >= 1, but ${times} was given`, {
      code: 'invalid-parameter',
      given: times,
      allowed: 'a whole number >= 1',
    });
  }
  return lazy([items, steps * times, size], (item, from, to, target) => {
    const [first, last] = [Math.floor(from / times), Math.ceil(to / times)];
    const rows = new Float64Array((last - first) * size);
    const spread = (): void => {
      for (let step = from; step < to; step++) {
        const at = (Math.floor(step / times) - first) * size;
        target.set(rows.subarray(at, at + size), (step - from) * size);
      }
    };
    const done = source.rows(item, first, last, rows);
    return done === undefined ? spread() : done.then(spread);
  });
}
