import { knownOptions } from '../definitions/known-options.js';
import { type Distribution, type DistributionInput, distributions, toDistribution } from '../distributions/distribution.js';
import { ValidationError } from '../errors.js';
import { type Field, field, wrongValue } from '../record/field.js';
import type { Held } from '../record/held.js';
import { heldRule } from '../record/numbers.js';
import { isTensor, sizeOf, type Tensor, tensor } from '../tensor.js';

/** Weights as they are asked for: values, or how to draw them in a given shape. */
export type Weights = Tensor | { readonly shape: readonly number[]; readonly init: Distribution };

export const mismatch = (message: string, given: unknown, allowed: string) =>
  new ValidationError(message, { code: 'size-mismatch', given, allowed });

/** Weights given as values or as a distribution, with the shape they must have. */
export function toWeights(name: string, value: DistributionInput, shape: readonly number[]): Weights {
  const distribution = isTensor(value) ? value : toDistribution(value);
  if (!isTensor(distribution) && distribution.type !== 'samples')
    return Object.freeze({ shape: Object.freeze([...shape]), init: distribution });
  const values = isTensor(distribution) ? distribution : distribution.values;
  if (values.data.length !== sizeOf(shape)) {
    throw mismatch(`${name}: weights of shape [${values.shape}] do not fit shape [${shape}]`, values.shape, `[${shape}]`);
  }
  return values.shape.join() === shape.join() ? values : tensor(shape, values.data);
}

const isShape = (given: unknown): given is readonly number[] => Array.isArray(given) && given.every(length => Number.isInteger(length));

/** Weights as a record holds them; what is neither values nor a draw is rejected. */
function needWeights(object: string, name: string, given: unknown): Weights {
  if (typeof given !== 'object' || given === null) return wrongValue(object, name, given, 'a tensor, or { shape, init } to draw one');
  if (isTensor(given)) return given;
  const { shape, init } = knownOptions<{ readonly shape?: unknown; readonly init?: unknown }>(`${object}: ${name}`, given, [
    'shape',
    'init',
  ]);
  if (!isShape(shape)) return wrongValue(`${object}: ${name}`, 'shape', shape, 'a list of whole numbers');
  return Object.freeze({ shape: Object.freeze([...shape]), init: distributions.check(`${object}: ${name}: init`, init) });
}

/** Weights of a transform: `{ tensor: A }` says how they are held (see `RecordOf`). */
export const weightsField = (): Field<Weights, Held<'tensor', Weights>> =>
  field(
    heldRule('tensor', needWeights, (object, name, value) => {
      needWeights(object, name, value);
    }),
  );

/** The shape of weights in words. */
export const shapeText = (held: Weights): string => `[${held.shape}]`;
