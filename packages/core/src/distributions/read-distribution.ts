import type { Fields } from '../record/fields.js';
import type { Tensor } from '../tensor.js';
import { choice } from './choice.js';
import { cosineSimilarity } from './cosine-similarity.js';
import type { Distribution, DistributionRecord } from './distribution.js';
import { distributionKinds, needDistribution, needDistributionFields } from './distribution-fields.js';
import { exponential } from './exponential.js';
import { gaussian } from './gaussian.js';
import { pdf } from './pdf.js';
import { quasirandomSequence } from './quasirandom-sequence.js';
import { samples } from './samples.js';
import { type ScatteredBase, scatteredHypersphere, sphereMaps } from './scattered-hypersphere.js';
import { sqrtBeta } from './sqrt-beta.js';
import { subvectorLength } from './subvector-length.js';
import { uniform } from './uniform.js';
import { uniformHypersphere } from './uniform-hypersphere.js';

const ball = (at: Fields) => ({ surface: at.boolean('surface'), minMagnitude: at.number('minMagnitude') });

const cube = (at: Fields): ScatteredBase =>
  at.oneOf('type', ['quasirandomSequence', 'uniform']) === 'uniform'
    ? uniform(at.number('low'), at.number('high'), { integer: at.boolean('integer') })
    : quasirandomSequence();

/** Reads a distribution of a document; `array` reads an array of it by its name, as the document holds it. Arrays are not checked here. */
export function readDistributionRecord<A>(at: Fields, array: (at: Fields, name: string) => A): DistributionRecord<A> {
  const type = at.oneOf('type', distributionKinds);
  switch (type) {
    case 'uniform':
      return uniform(at.number('low'), at.number('high'), { integer: at.boolean('integer') });
    case 'gaussian':
      return gaussian(at.number('mean'), at.number('std'));
    case 'exponential':
      return exponential(at.number('scale'), { shift: at.number('shift'), high: at.number('high') });
    case 'uniformHypersphere':
      return uniformHypersphere(ball(at));
    case 'quasirandomSequence':
      return quasirandomSequence();
    case 'scatteredHypersphere':
      return scatteredHypersphere({ ...ball(at), base: cube(at.fields('base')), method: at.oneOf('method', sphereMaps) });
    case 'choice':
      return { type, options: array(at, 'options'), weights: array(at, 'weights') };
    case 'samples':
      return { type, values: array(at, 'values') };
    case 'pdf':
      return { type, x: array(at, 'x'), p: array(at, 'p') };
    case 'sqrtBeta':
      return sqrtBeta(at.number('n'), at.number('m'));
    case 'subvectorLength':
      return subvectorLength(at.number('dimensions'), at.number('subdimensions'));
    case 'cosineSimilarity':
      return cosineSimilarity(at.number('dimensions'));
  }
}

/** The same distribution through the function that makes its type, for its checks: `ValidationError` names type, parameter and value. */
export function checkedDistribution(distribution: Distribution): Distribution {
  needDistribution('a distribution', distribution);
  needDistributionFields('distribution', distribution);
  switch (distribution.type) {
    case 'uniform':
      return uniform(distribution.low, distribution.high, { integer: distribution.integer });
    case 'gaussian':
      return gaussian(distribution.mean, distribution.std);
    case 'exponential':
      return exponential(distribution.scale, { shift: distribution.shift, high: distribution.high });
    case 'uniformHypersphere':
      return uniformHypersphere(distribution);
    case 'quasirandomSequence':
      return quasirandomSequence();
    case 'scatteredHypersphere':
      return scatteredHypersphere(distribution);
    case 'choice':
      return choice(distribution.options, distribution.weights);
    case 'samples':
      return samples(distribution.values);
    case 'pdf':
      return pdf(distribution.x, distribution.p);
    case 'sqrtBeta':
      return sqrtBeta(distribution.n, distribution.m);
    case 'subvectorLength':
      return subvectorLength(distribution.dimensions, distribution.subdimensions);
    case 'cosineSimilarity':
      return cosineSimilarity(distribution.dimensions);
  }
}

/** Reads a distribution of a network document, checked; `tensor` reads an array of it by its name. */
export const readDistribution = (at: Fields, tensor: (at: Fields, name: string) => Tensor): Distribution =>
  checkedDistribution(readDistributionRecord(at, tensor));
