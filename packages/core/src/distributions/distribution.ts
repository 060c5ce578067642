import { hasType } from '../definitions/has-type.js';
import { shown } from '../definitions/shown.js';
import { ValidationError } from '../errors.js';
import { type ArrayInput, isTensor, type Tensor } from '../tensor.js';
import type { Choice } from './choice.js';
import type { CosineSimilarity } from './cosine-similarity.js';
import type { Exponential } from './exponential.js';
import type { Gaussian } from './gaussian.js';
import type { Pdf } from './pdf.js';
import type { QuasirandomSequence } from './quasirandom-sequence.js';
import { type Samples, samples } from './samples.js';
import type { ScatteredHypersphere } from './scattered-hypersphere.js';
import type { SqrtBeta } from './sqrt-beta.js';
import type { SubvectorLength } from './subvector-length.js';
import type { Uniform } from './uniform.js';
import type { UniformHypersphere } from './uniform-hypersphere.js';

/** Every distribution. `A` is how an array is held: by value in a Network, by tensor id in a Model. */
export type DistributionRecord<A = Tensor> =
  | Uniform
  | Gaussian
  | Exponential
  | UniformHypersphere
  | QuasirandomSequence
  | ScatteredHypersphere
  | Choice<A>
  | Samples<A>
  | Pdf<A>
  | SqrtBeta
  | SubvectorLength
  | CosineSimilarity;

/** How to draw values: symbolic in a Network, drawn once by `build`. */
export type Distribution = DistributionRecord<Tensor>;

/** What a distribution-valued option takes: a distribution, or the values themselves. */
export type DistributionInput = Distribution | ArrayInput;

/** Every kind of distribution there is. */
export const distributionKinds = Object.freeze([
  'uniform',
  'gaussian',
  'exponential',
  'uniformHypersphere',
  'quasirandomSequence',
  'scatteredHypersphere',
  'choice',
  'samples',
  'pdf',
  'sqrtBeta',
  'subvectorLength',
  'cosineSimilarity',
] as const) satisfies readonly Distribution['type'][];

/** Refuses what is no record of a distribution; `what` begins the message. */
export function needDistribution(what: string, given: unknown): void {
  if (hasType(given, distributionKinds)) return;
  const kinds = distributionKinds.join(', ');
  const value = typeof given === 'object' && given !== null && 'type' in given ? `a record of type ${shown(given.type)}` : shown(given);
  throw new ValidationError(`${what} must be a record such as gaussian(0, 1), of type ${kinds}, but ${value} was given`, {
    code: 'invalid-record',
    given,
    allowed: kinds,
  });
}

const isValues = (given: DistributionInput): given is ArrayInput =>
  typeof given === 'number' || Array.isArray(given) || ArrayBuffer.isView(given) || isTensor(given);

/** A distribution from what a caller may give: arrays and numbers become `samples`. `ValidationError` for what is neither. */
export function toDistribution(value: DistributionInput): Distribution {
  if (isValues(value)) return samples(value);
  needDistribution('values must be numbers, arrays or a tensor, and a distribution', value);
  return value;
}

/** The same distribution with every array passed through `map`; `name` is the array's within the record. */
export function mapDistribution<A, B>(distribution: DistributionRecord<A>, map: (array: A, name: string) => B): DistributionRecord<B> {
  switch (distribution.type) {
    case 'choice':
      return Object.freeze({
        ...distribution,
        options: map(distribution.options, 'options'),
        weights: map(distribution.weights, 'weights'),
      });
    case 'samples':
      return Object.freeze({ ...distribution, values: map(distribution.values, 'values') });
    case 'pdf':
      return Object.freeze({ ...distribution, x: map(distribution.x, 'x'), p: map(distribution.p, 'p') });
    default:
      return distribution;
  }
}
