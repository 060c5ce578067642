import { type Distribution, quantile, sizeOf, type WithQuantiles } from '@rheobase/core';
import type { RandomStream } from '@rheobase/math';
import { sampleChoice } from './choice.js';
import { drawExponential, sampleUniform } from './numbers.js';
import { pdfDrawer } from './pdf.js';
import { sampleQuasirandom } from './quasirandom.js';
import { sampleGiven } from './samples.js';
import { sampleScattered } from './scattered-hypersphere.js';
import { sampleUniformHypersphere } from './uniform-hypersphere.js';

/** What is drawn: so many rows of so many values. */
interface Draw {
  readonly count: number;
  readonly width: number;
  readonly random: RandomStream;
  /** What errors name. */
  readonly object: string;
}

/** Draws every element by itself. */
const each = ({ count, width }: Draw, draw: () => number): Float64Array => new Float64Array(count * width).map(draw);

const byQuantile = (distribution: WithQuantiles, draw: Draw) => each(draw, () => quantile(distribution, draw.random.uniform()));

/** How each distribution is drawn from. */
const samplers: {
  readonly [T in Distribution['type']]: (distribution: Extract<Distribution, { readonly type: T }>, draw: Draw) => Float64Array;
} = {
  uniform: (distribution, { count, width, random }) => sampleUniform(distribution, new Float64Array(count * width), random),
  gaussian: ({ mean, std }, draw) => each(draw, () => mean + std * draw.random.normal()),
  exponential: (distribution, draw) => each(draw, () => drawExponential(distribution, draw.random)),
  uniformHypersphere: (distribution, { count, width, random }) =>
    sampleUniformHypersphere(distribution, new Float64Array(count * width), width, random),
  quasirandomSequence: (_distribution, { count, width, random }) => sampleQuasirandom(count, width, random),
  scatteredHypersphere: (distribution, { count, width, random }) => sampleScattered(distribution, count, width, random),
  choice: (distribution, { count, width, random, object }) =>
    sampleChoice(distribution, new Float64Array(count * width), width, random, object),
  samples: (distribution, { count, width, object }) => sampleGiven(distribution, count, width, object),
  pdf: (distribution, draw) => {
    const one = pdfDrawer(distribution);
    return each(draw, () => one(draw.random));
  },
  sqrtBeta: byQuantile,
  subvectorLength: byQuantile,
  cosineSimilarity: byQuantile,
};

/**
 * `count` draws of `width` values each, row-major, from a stream that they advance. A distribution of numbers is drawn anew for every element.
 * `object` (default the type of the distribution) is named by the `ValidationError` if given values or options do not fit.
 */
export function sample<T extends Distribution['type']>(
  distribution: Extract<Distribution, { readonly type: T }>,
  count: number,
  width: number,
  random: RandomStream,
  object: string = distribution.type,
): Float64Array {
  return samplers[distribution.type](distribution, { count, width, random, object });
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
