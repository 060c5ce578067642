import { type Distribution, quantile, sizeOf } from '@rheobase/core';
import type { RandomStream } from '@rheobase/math';
import { sampleChoice } from './choice.js';
import { drawExponential } from './exponential.js';
import { pdfDrawer } from './pdf.js';
import { sampleQuasirandom } from './quasirandom.js';
import { sampleGiven } from './samples.js';
import { sampleScattered } from './scattered-hypersphere.js';
import { sampleUniform } from './uniform.js';
import { sampleUniformHypersphere } from './uniform-hypersphere.js';

/**
 * `count` draws of `width` values each, row-major, from a stream that they advance. What is a distribution of numbers is drawn anew for
 * every element. `object` (default the type of the distribution) is named by the `ValidationError` where given values or options do not fit.
 */
export function sample(
  distribution: Distribution,
  count: number,
  width: number,
  random: RandomStream,
  object: string = distribution.type,
): Float64Array {
  const out = new Float64Array(count * width);
  switch (distribution.type) {
    case 'uniform':
      return sampleUniform(distribution, out, random);
    case 'gaussian':
      return out.map(() => distribution.mean + distribution.std * random.normal());
    case 'exponential':
      return out.map(() => drawExponential(distribution, random));
    case 'uniformHypersphere':
      return sampleUniformHypersphere(distribution, out, width, random);
    case 'quasirandomSequence':
      return sampleQuasirandom(count, width, random);
    case 'scatteredHypersphere':
      return sampleScattered(distribution, count, width, random);
    case 'choice':
      return sampleChoice(distribution, out, width, random, object);
    case 'samples':
      return sampleGiven(distribution, count, width, object);
    case 'pdf': {
      const draw = pdfDrawer(distribution);
      return out.map(() => draw(random));
    }
    case 'sqrtBeta':
    case 'subvectorLength':
    case 'cosineSimilarity':
      return out.map(() => quantile(distribution, random.uniform()));
  }
}

/** Draws for weights of any shape: the last axis is the vector; a choice among numbers is made for every element. */
export function sampleRows(distribution: Distribution, shape: readonly number[], random: RandomStream, object: string): Float64Array {
  const each = distribution.type === 'choice' && (distribution.options.shape[1] ?? 1) === 1;
  const width = each ? 1 : (shape.at(-1) ?? 1);
  return sample(distribution, sizeOf(shape) / width, width, random, object);
}

/** Draws for one quantity of many neurons (a gain, an intercept), laid out in a shape: each by itself. Given values may repeat over the last axis. */
export function sampleEach(distribution: Distribution, shape: readonly number[], random: RandomStream, object: string): Float64Array {
  const width = distribution.type === 'samples' ? (shape.at(-1) ?? 1) : 1;
  return sample(distribution, sizeOf(shape) / width, width, random, object);
}
