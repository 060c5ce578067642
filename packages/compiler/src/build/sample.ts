import { type Distribution, sizeOf, type Tensor, ValidationError } from '@rheobase/core';
import { pow, type RandomStream } from '@rheobase/math';

function pick(weights: readonly number[], total: number, u: number): number {
  let sum = 0;
  for (const [index, weight] of weights.entries()) {
    sum += weight;
    if (u * total < sum) return index;
  }
  return weights.length - 1;
}

/** One vector in the unit ball (radius from u^(1/d), so that it is uniform) or on its surface. */
function ballPoint(out: Float64Array, surface: boolean, minMagnitude: number, random: RandomStream): void {
  const d = out.length;
  if (d === 1 && surface) {
    out[0] = random.uniform() < 0.5 ? -1 : 1;
    return;
  }
  let norm = 0;
  while (norm === 0) {
    for (let i = 0; i < d; i++) out[i] = random.normal();
    norm = Math.sqrt(out.reduce((sum, x) => sum + x * x, 0));
  }
  const inner = pow(minMagnitude, d);
  const length = surface ? 1 : pow(inner + (1 - inner) * random.uniform(), 1 / d);
  for (let i = 0; i < d; i++) out[i] = ((out[i] ?? 0) / norm) * length;
}

function fromValues(values: Tensor, count: number, width: number, object: string): Float64Array {
  const { shape, data } = values;
  // A matrix whose rows have another width is not meant as this one, even where the counts agree.
  const asRows = width === 1 || shape.length < 2 || shape.at(-1) === width;
  if (data.length === count * width && asRows) return Float64Array.from(data);
  if (data.length === 1 || (data.length === width && asRows)) {
    return Float64Array.from({ length: count * width }, (_, i) => data[i % data.length] ?? 0);
  }
  throw new ValidationError(`${object}: values of shape [${shape}] were given for ${count} rows of ${width}`, {
    code: 'size-mismatch',
    object,
    given: shape,
    allowed: `(${count}, ${width})`,
  });
}

/** `count` draws of `width` values, row-major. `object` is named where given values do not fit. */
export function sample(distribution: Distribution, count: number, width: number, random: RandomStream, object: string): Float64Array {
  const out = new Float64Array(count * width);
  switch (distribution.type) {
    case 'samples':
      return fromValues(distribution.values, count, width, object);
    case 'uniform': {
      const { low, high, integer } = distribution;
      return out.map(() => {
        const x = low + (high - low) * random.uniform();
        return integer ? Math.floor(x) : x;
      });
    }
    case 'gaussian':
      return out.map(() => distribution.mean + distribution.std * random.normal());
    case 'choice': {
      const total = distribution.weights.reduce((sum, weight) => sum + weight, 0);
      for (let row = 0; row < count; row++) {
        const option = distribution.options[pick(distribution.weights, total, random.uniform())] ?? [];
        if (option.length !== width && option.length !== 1) {
          throw new ValidationError(`${object}: choice options have ${option.length} values where ${width} are needed`, {
            code: 'size-mismatch',
            object,
            given: option.length,
            allowed: `${width} values`,
          });
        }
        for (let i = 0; i < width; i++) out[row * width + i] = option[i % option.length] ?? 0;
      }
      return out;
    }
    case 'hypersphere':
      for (let row = 0; row < count; row++) {
        ballPoint(out.subarray(row * width, (row + 1) * width), distribution.surface, distribution.minMagnitude, random);
      }
      return out;
  }
}

/** Draws for a tensor of any shape: the last axis is the vector; a choice among numbers is made for every element. */
export function sampleShape(distribution: Distribution, shape: readonly number[], random: RandomStream, object: string): Float64Array {
  const each = distribution.type === 'choice' && distribution.options.every(option => option.length === 1);
  const width = each ? 1 : (shape.at(-1) ?? 1);
  return sample(distribution, sizeOf(shape) / width, width, random, object);
}
