import { type ErrorDetail, shown, ValidationError } from '@rheobase/core';
import type { Samples } from './samples.js';
import { isSamples, isSource, type Source } from './source.js';

/** Inputs and the class of each: `x` (items, steps, size), `labels` one whole number per item. `X`: in memory, or any source of rows. */
export interface Dataset<X extends Source = Samples> {
  readonly x: X;
  readonly labels: Int32Array;
  /** Number of classes; labels lie in 0 … classes - 1. */
  readonly classes: number;
  /** Layout of one step: (height, width, channels), or (size). */
  readonly itemShape: readonly number[];
  readonly size: number;
  /** Items `from` to `to` (exclusive). */
  slice(from: number, to: number): Dataset<X>;
}

/** What a dataset holds, as a program without types may have put it together. */
type Given = Pick<Dataset<Source>, 'x' | 'classes'> & { readonly labels: ArrayLike<unknown> };

const isNumbers = (value: unknown): value is ArrayLike<unknown> => Array.isArray(value) || ArrayBuffer.isView(value);

const isGiven = (value: unknown): value is Given => {
  if (typeof value !== 'object' || value === null || !('x' in value && 'labels' in value && isNumbers(value.labels))) return false;
  const { x } = value;
  if (!isSource(x) || x.shape.length !== 3) return false;
  return !isSamples(x) || x.data instanceof Float32Array || x.data instanceof Float64Array;
};

function fail(object: string, what: string, detail: ErrorDetail): never {
  throw new ValidationError(`${object}: ${what}`, detail);
}

/** Labels are held in 32 bits. */
const MOST_CLASSES = 2 ** 31;

function checkCounts(object: string, { x, labels, classes }: Given): void {
  const [items, steps, size] = x.shape;
  const elements = items * steps * size;
  const given = isSamples(x) ? x.data.length : elements;
  if (given !== elements || x.shape.some(length => !(Number.isInteger(length) && length >= 0))) {
    fail(object, `x of shape (${x.shape.join(', ')}) needs ${elements} elements, but ${given} were given`, {
      code: 'size-mismatch',
      given,
      allowed: `${elements} elements`,
    });
  }
  if (labels.length !== items) {
    fail(object, `${items} items but ${labels.length} labels were given`, {
      code: 'size-mismatch',
      given: labels.length,
      allowed: `${items} labels`,
    });
  }
  if (!(Number.isInteger(classes) && classes >= 0 && classes <= MOST_CLASSES)) {
    const allowed = `a whole number from 0 to ${MOST_CLASSES}`;
    fail(object, `classes must be ${allowed}, but ${shown(classes)} was given`, {
      code: 'invalid-parameter',
      given: classes,
      allowed,
    });
  }
}

function checkEachLabel(object: string, { labels, classes }: Given): void {
  const allowed = `0 to ${classes - 1}`;
  for (let item = 0; item < labels.length; item++) {
    const label = labels[item];
    const whole = typeof label === 'number' && Number.isInteger(label);
    if (whole && label >= 0 && label < classes) continue;
    const what = whole ? `is not among its ${classes} classes` : `is not a whole number; labels are the numbers of classes, ${allowed}`;
    fail(object, `label ${shown(label)} of item ${item} ${what}`, { code: 'invalid-label', given: label, allowed });
  }
}

/** Rows that are made when they are asked for are checked then. */
function checkFinite(object: string, x: Source): void {
  if (!isSamples(x)) return;
  const { data, shape } = x;
  for (let i = 0; i < data.length; i++) {
    const value = data[i] ?? 0;
    if (Number.isFinite(value)) continue;
    const item = Math.floor(i / (shape[1] * shape[2]));
    const allowed = 'finite numbers';
    fail(object, `x has ${value} in item ${item}; all values must be ${allowed}`, { code: 'not-finite', given: value, allowed });
  }
}

/**
 * Checks that `given` is a dataset: `x` a source, finite if it is in memory, a label for every item, each a whole number from 0 to below `classes`.
 * `ValidationError` names the item at fault. `object` is who asks: `dataset`, `fit`, `evaluate`.
 */
export function checkDataset(object: string, given: unknown): void {
  if (given === undefined || given === null) {
    fail(object, 'data is missing; give a dataset({ x, labels })', { code: 'missing-data', allowed: 'a dataset' });
  } else if (isGiven(given)) {
    checkCounts(object, given);
    checkEachLabel(object, given);
    checkFinite(object, given.x);
  } else {
    fail(object, 'data must have x, samples of shape (items, steps, size), and labels; give a dataset({ x: samplesOf(…), labels })', {
      code: 'invalid-data',
      allowed: 'a dataset',
    });
  }
}

/** Refuses data without items or steps: there would be nothing to learn or to read. */
export function checkNotEmpty(object: string, what: string, { x: { shape } }: Dataset<Source>): void {
  if (shape[0] > 0 && shape[1] > 0) return;
  const why = shape[0] === 0 ? '' : `; its ${shape[0]} items have no steps`;
  throw new ValidationError(`${object}: the ${what} is empty${why}`, {
    code: 'empty-dataset',
    given: shape,
    allowed: 'items of >= 1 step',
  });
}

/** Every label has to be the number of one of the probe's values; `ValidationError` names the first item whose label is not. */
export function checkLabels(
  object: string,
  { labels }: Pick<Dataset, 'labels'>,
  probe: { readonly path: string; readonly size: number },
): void {
  const item = labels.findIndex(label => label >= probe.size);
  if (item < 0) return;
  throw new ValidationError(
    `${object}: label ${labels[item]} of item ${item} has no value in probe ${probe.path}, which gives ${probe.size}; labels are 0 to ${probe.size - 1}`,
    { code: 'invalid-label', object: probe.path, given: labels[item], allowed: `0 to ${probe.size - 1}` },
  );
}
