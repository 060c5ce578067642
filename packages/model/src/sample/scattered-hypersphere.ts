import type { ScatteredHypersphere } from '@rheobase/core';
import { fillUniform, product, transpose } from '@rheobase/kernels';
import type { RandomStream } from '@rheobase/math';
import { sampleQuasirandom } from './quasirandom.js';
import { randomRotation } from './rotation.js';
import { sphereByCoordinates } from './sphere-coordinates.js';
import { sphereByPairs } from './sphere-pairs.js';
import { ballRadius } from './uniform-hypersphere.js';

function sampleBase({ base }: ScatteredHypersphere, count: number, width: number, random: RandomStream): Float64Array {
  switch (base.type) {
    case 'quasirandomSequence':
      return sampleQuasirandom(count, width, random);
    case 'uniform':
      return fillUniform(random, 0, 1, new Float64Array(count * width));
  }
}

/** On a line: the two ends, each as often as the base falls into its half; or half of the points positive and half negative, in random order. */
function sampleLine(distribution: ScatteredHypersphere, count: number, random: RandomStream): Float64Array {
  const { surface, minMagnitude } = distribution;
  if (surface) return sampleBase(distribution, count, 1, random).map(u => (u < 0.5 ? -1 : 1));
  const length = (u: number): number => minMagnitude + (1 - minMagnitude) * u;
  const positive = Math.ceil(count / 2);
  const out = new Float64Array(count);
  out.set(sampleBase(distribution, positive, 1, random).map(length));
  out.set(
    sampleBase(distribution, count - positive, 1, random).map(u => -length(u)),
    positive,
  );
  random.shuffle(out);
  return out;
}

/** Points of the base mapped to the sphere, for a ball brought to lengths from one more column of it, and all turned together at random. */
export function sampleScattered(distribution: ScatteredHypersphere, count: number, width: number, random: RandomStream): Float64Array {
  if (width === 1) return sampleLine(distribution, count, random);
  const { surface, minMagnitude, method } = distribution;
  const columns = surface ? width - 1 : width;
  const cube = sampleBase(distribution, count, columns, random);
  const points = method === 'sct' ? sphereByCoordinates(cube, columns, width) : sphereByPairs(cube, columns, width);
  if (!surface) {
    const radius = ballRadius(width, minMagnitude);
    for (let row = 0; row < count; row++) {
      const length = radius(cube[row * columns + width - 1] ?? 0);
      for (let k = 0; k < width; k++) points[row * width + k] = (points[row * width + k] ?? 0) * length;
    }
  }
  return product(points, transpose(randomRotation(width, random), width, width), count, width, width);
}
