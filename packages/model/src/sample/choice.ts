import { type Choice, ValidationError } from '@rheobase/core';
import type { RandomStream } from '@rheobase/math';

/** The number of an option, each as likely as its weight says. */
function pick(weights: ArrayLike<number>, total: number, random: RandomStream): number {
  const u = random.uniform() * total;
  let sum = 0;
  let likely = 0;
  for (let index = 0; index < weights.length; index++) {
    const weight = weights[index] ?? 0;
    if (weight > 0) likely = index;
    sum += weight;
    if (u < sum) return index;
  }
  return likely;
}

/** Writes one option after another as rows of `width` values; an option of one value fills its row. */
export function sampleChoice(
  { options, weights }: Choice,
  out: Float64Array,
  width: number,
  random: RandomStream,
  object: string,
): Float64Array {
  const length = options.shape[1] ?? 1;
  if (length !== width && length !== 1) {
    throw new ValidationError(`${object}: choice options have ${length} values where ${width} are needed`, {
      code: 'size-mismatch',
      object,
      given: length,
      allowed: `${width} values`,
    });
  }
  let total = 0;
  for (const weight of weights.data) total += weight;
  for (let at = 0; at < out.length; at += width) {
    const first = pick(weights.data, total, random) * length;
    for (let i = 0; i < width; i++) out[at + i] = options.data[first + (i % length)] ?? 0;
  }
  return out;
}
