import { knownOptions, needOptions, optionNames, ValidationError } from '@rheobase/core';
import { checkDataset, type Dataset } from './check-dataset.js';
import type { Samples } from './samples.js';
import { repeatSource, type Source, sliceSource } from './source.js';

export interface DatasetFields<X extends Source = Source> {
  /** (items, steps, size). */
  readonly x: X;
  /** The class of each item, a whole number >= 0. */
  readonly labels: ArrayLike<number>;
  /** Number of classes. Default one more than the highest label. */
  readonly classes?: number;
  /** Layout of a step. Default `[size]`. */
  readonly itemShape?: readonly number[];
}

const names = optionNames<DatasetFields>({ x: true, labels: true, classes: true, itemShape: true });

type Content = Pick<Dataset<Source>, 'x' | 'labels' | 'classes' | 'itemShape'>;

/** A dataset of what was checked. */
const held = ({ x, labels, classes, itemShape }: Content): Dataset<Source> =>
  Object.freeze({
    x,
    labels,
    classes,
    itemShape,
    size: labels.length,
    slice: (from: number, to: number) =>
      held({ x: sliceSource(x, from, to), labels: labels.subarray(from, Math.min(to, labels.length)), classes, itemShape }),
  });

/** One more than the highest label; those that are no whole numbers are refused afterwards. */
const classesOf = (labels: ArrayLike<unknown> | undefined): number =>
  Array.from(labels ?? []).reduce<number>((most, label) => (Number.isInteger(label) ? Math.max(most, Number(label) + 1) : most), 0);

function checkItemShape(itemShape: readonly number[], size: number): void {
  if (Array.isArray(itemShape) && itemShape.reduce((product, length) => product * length, 1) === size) return;
  throw new ValidationError(`dataset: itemShape (${String(itemShape)}) must have the ${size} elements of a step of x`, {
    code: 'size-mismatch',
    given: itemShape,
    allowed: `${size} elements`,
  });
}

/**
 * A dataset. `ValidationError` names the item where `x` holds a number that is not finite, or a label is no whole number or out of range,
 * and both counts where labels and items differ in number.
 */
export function dataset(fields: DatasetFields<Samples>): Dataset;
export function dataset(fields: DatasetFields): Dataset<Source>;
export function dataset(fields: DatasetFields): Dataset<Source> {
  needOptions('dataset', fields, names);
  // A whole dataset may be handed in, as in dataset({ ...data, labels }).
  knownOptions('dataset', fields, 'slice' in fields ? [...names, 'size', 'slice'] : names);
  const given = { ...fields, classes: fields.classes ?? classesOf(fields.labels) };
  checkDataset('dataset', given);
  const { x, labels, classes = classesOf(labels), itemShape = [x.shape[2]] } = fields;
  checkItemShape(itemShape, x.shape[2]);
  return held({ x, labels: labels instanceof Int32Array ? labels : Int32Array.from(labels), classes, itemShape });
}

/** The same items, each step shown `times` times: what a static image becomes for spiking neurons. */
export function repeatSteps(data: Dataset, times: number): Dataset;
export function repeatSteps(data: Dataset<Source>, times: number): Dataset<Source>;
export function repeatSteps(data: Dataset<Source>, times: number): Dataset<Source> {
  return held({ ...data, x: repeatSource(data.x, times) });
}
