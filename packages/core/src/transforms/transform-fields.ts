import { flag, values, whole, wholes, word } from '../definitions/field-checks.js';
import { type FieldTable, knownFields } from '../definitions/known-fields.js';
import { knownOptions } from '../definitions/known-options.js';
import { isTyped, wrongRecord } from '../definitions/wrong-record.js';
import { distributions } from '../distributions/distribution.js';
import { ValidationError } from '../errors.js';
import { isTensor } from '../tensor.js';
import { mapArrays, type TransformRecord } from './transform.js';
import { spatial, windowOf } from './window.js';

const drawn = ['shape', 'init'];

/** Values, or a shape with the distribution that fills it. */
function weights(owner: string, name: string, given: unknown): void {
  if (typeof given !== 'object' || given === null || !('init' in given)) {
    values(owner, name, given);
    return;
  }
  knownOptions(`${owner}: ${name}`, given, drawn);
  distributions.structure(`${owner}: ${name}: init`, given.init);
}

const window = { inputShape: wholes, outputShape: wholes, strides: wholes, padding: true, channelsLast: flag } as const;

const table: FieldTable<TransformRecord> = {
  dense: { sizeIn: whole(0), sizeOut: whole(0), weights },
  scale: { size: whole(1), factors: weights },
  sparse: { sizeIn: whole(0), sizeOut: whole(0), rows: values, columns: values, weights },
  indices: { sizeIn: whole(0), sizeOut: whole(0), indices: values },
  convolution: { ...window, kernelSize: wholes, dilations: wholes, groups: whole(1), kernel: weights },
  convolutionTranspose: { ...window, kernelSize: wholes, dilations: wholes, kernel: weights },
  pooling: { ...window, mode: word(['sum', 'average']), poolSize: wholes, countPadding: flag },
};

const shapeOf = (held: { readonly shape: readonly number[] }): string => `[${held.shape}]`;

/** Shapes of a transform beside those that follow from its other fields; they must be equal. */
function fits(transform: TransformRecord): readonly (readonly [what: string, given: string, needed: string])[] {
  switch (transform.type) {
    case 'dense':
      return [['shape of weights', shapeOf(transform.weights), `[${transform.sizeOut},${transform.sizeIn}]`]];
    case 'sparse':
      return [
        ['shape of columns', shapeOf(transform.columns), shapeOf(transform.rows)],
        ['shape of weights', shapeOf(transform.weights), shapeOf(transform.rows)],
      ];
    case 'indices':
      return [['shape of indices', shapeOf(transform.indices), `[${transform.sizeOut}]`]];
    case 'convolution':
    case 'pooling': {
      const { outputShape, channelsLast } = transform;
      const size = transform.type === 'pooling' ? transform.poolSize : transform.kernelSize;
      const { output } = windowOf(transform.type, { ...transform, size });
      return [['spatial lengths of outputShape', `[${spatial(outputShape, channelsLast)}]`, `[${output}]`]];
    }
    case 'convolutionTranspose': {
      const { inputShape, outputShape, kernelSize, channelsLast } = transform;
      const { output } = windowOf(transform.type, { ...transform, inputShape: outputShape, size: kernelSize });
      return [['spatial lengths of inputShape', `[${spatial(inputShape, channelsLast)}]`, `[${output}]`]];
    }
    case 'scale':
      return [];
  }
}

/** Refuses what is no transform, or one whose fields are not exactly those of its type, hold wrong values, or do not fit one another. */
function needTransformFields(owner: string, given: TransformRecord): void {
  knownFields(owner, given, table);
  for (const [what, shape, needed] of fits(given)) {
    if (shape === needed) continue;
    throw new ValidationError(`${owner}: ${what} must be ${needed}, which follows from its other fields, but is ${shape}`, {
      code: 'size-mismatch',
      object: owner,
      given: shape,
      allowed: needed,
    });
  }
}

/** Rejects what is neither a transform, a number nor left out. */
export function needTransform(object: string, given: TransformRecord | number | undefined): void {
  if (given === undefined || typeof given === 'number') return;
  if (!isTyped(given)) wrongRecord(object, 'transform', given, 'a number or a record such as dense([[…]])', 'wrap a matrix in dense()');
  needTransformFields(`${object}: transform`, given);
  mapArrays(given, held => (isTensor(held) ? held : distributions.check('init', held.init)));
}
