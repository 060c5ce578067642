import { type FamilyRecord, family } from '../record/family.js';
import { type ArrayInput, isTensor, type Tensor } from '../tensor.js';
import { exponential, gaussian, uniform } from './numbers.js';
import { quasirandomSequence, scatteredHypersphere, uniformHypersphere } from './spheres.js';
import { choice, pdf, samples } from './values.js';
import { cosineSimilarity, sqrtBeta, subvectorLength } from './vector-parts.js';

/** Every kind of distribution. */
export const distributions = family(
  'distribution',
  [
    uniform,
    gaussian,
    exponential,
    uniformHypersphere,
    quasirandomSequence,
    scatteredHypersphere,
    choice,
    samples,
    pdf,
    sqrtBeta,
    subvectorLength,
    cosineSimilarity,
  ],
  { such: 'gaussian(0, 1)' },
);

/** Every distribution. `A` is how an array is held: by value in a Network, by tensor id in a Model. */
export type DistributionRecord<A = Tensor> = FamilyRecord<typeof distributions, { tensor: A }>;

/** How to draw values: symbolic in a Network, drawn once by `build`. */
export type Distribution = DistributionRecord<Tensor>;

/** What a distribution-valued option takes: a distribution, or the values themselves. */
export type DistributionInput = Distribution | ArrayInput;

const isValues = (given: DistributionInput): given is ArrayInput =>
  typeof given === 'number' || Array.isArray(given) || ArrayBuffer.isView(given) || isTensor(given);

/** A distribution from what a caller may give: arrays and numbers become `samples`. `ValidationError` for what is neither, and for wrong records. */
export function toDistribution(value: DistributionInput): Distribution {
  if (isValues(value)) return samples(value);
  if (!distributions.has(value)) return distributions.check('values must be numbers, arrays or a tensor, and a distribution', value);
  return distributions.check('distribution', value);
}
