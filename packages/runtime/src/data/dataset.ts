import { ValidationError } from '@rheobase/core';
import { repeatSamples, type Samples, sliceSamples } from './samples.js';

/** Inputs and the class of each: `x` (items, steps, size), `labels` one whole number per item. */
export interface Dataset {
  readonly x: Samples;
  readonly labels: Int32Array;
  /** Number of classes; labels lie in 0 … classes - 1. */
  readonly classes: number;
  /** Layout of one step: (height, width, channels), or (size). */
  readonly itemShape: readonly number[];
  readonly size: number;
  /** Items `from` to `to` (exclusive). */
  slice(from: number, to: number): Dataset;
}

/** A dataset; `ValidationError` where labels and items differ in number or a label is out of range. */
export function dataset(fields: {
  readonly x: Samples;
  readonly labels: Int32Array;
  readonly classes?: number;
  readonly itemShape?: readonly number[];
}): Dataset {
  const { x, labels } = fields;
  const classes = fields.classes ?? labels.reduce((highest, label) => Math.max(highest, label), -1) + 1;
  const itemShape = fields.itemShape ?? [x.shape[2]];
  if (labels.length !== x.shape[0]) {
    throw new ValidationError(`dataset: ${x.shape[0]} items but ${labels.length} labels were given`, {
      code: 'size-mismatch',
      given: labels.length,
      allowed: `${x.shape[0]} labels`,
    });
  }
  const wrong = labels.findIndex(label => label < 0 || label >= classes);
  if (wrong >= 0) {
    throw new ValidationError(`dataset: label ${labels[wrong]} of item ${wrong} is not among its ${classes} classes`, {
      code: 'invalid-label',
      given: labels[wrong],
      allowed: `0 to ${classes - 1}`,
    });
  }
  const slice = (from: number, to: number): Dataset =>
    dataset({ x: sliceSamples(x, from, to), labels: labels.subarray(from, Math.min(to, labels.length)), classes, itemShape });
  return Object.freeze({ x, labels, classes, itemShape, size: labels.length, slice });
}

/** The same items, each step shown `times` times: what a static image becomes for spiking neurons. */
export const repeatSteps = (data: Dataset, times: number): Dataset => dataset({ ...data, x: repeatSamples(data.x, times) });
