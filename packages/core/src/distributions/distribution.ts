import { values } from '../definitions/field-checks.js';
import { type ArrayInput, isTensor, type Tensor } from '../tensor.js';
import type { Choice } from './choice.js';
import type { CosineSimilarity } from './cosine-similarity.js';
import { needDistribution } from './distribution-fields.js';
import type { Exponential } from './exponential.js';
import type { Gaussian } from './gaussian.js';
import type { Pdf } from './pdf.js';
import type { QuasirandomSequence } from './quasirandom-sequence.js';
import { checkedDistribution } from './read-distribution.js';
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

const isValues = (given: DistributionInput): given is ArrayInput =>
  typeof given === 'number' || Array.isArray(given) || ArrayBuffer.isView(given) || isTensor(given);

/** A distribution from what a caller may give: arrays and numbers become `samples`. `ValidationError` for what is neither, and for wrong records. */
export function toDistribution(value: DistributionInput): Distribution {
  if (isValues(value)) return samples(value);
  needDistribution('values must be numbers, arrays or a tensor, and a distribution', value);
  checkedDistribution(value);
  mapDistribution(value, (array, name) => values(value.type, name, array));
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
