import type { UniformHypersphere } from '@rheobase/core';
import { exp, log, pow, type RandomStream } from '@rheobase/math';

/** Lengths r for which r^d is uniform between minMagnitude^d and 1, from u in [0, 1): a ball filled evenly outside its core. */
export function ballRadius(dimensions: number, minMagnitude: number): (u: number) => number {
  const inner = pow(minMagnitude, dimensions);
  return u => exp(log(inner + (1 - inner) * u) / dimensions);
}

/** Vectors of normal numbers, brought to the length they shall have. */
export function sampleUniformHypersphere(
  { surface, minMagnitude }: UniformHypersphere,
  out: Float64Array,
  width: number,
  random: RandomStream,
): Float64Array {
  const radius = ballRadius(width, minMagnitude);
  for (let at = 0; at < out.length; at += width) {
    if (width === 1 && surface) {
      out[at] = random.uniform() < 0.5 ? -1 : 1;
      continue;
    }
    let norm = 0;
    while (norm === 0) {
      let squares = 0;
      for (let i = 0; i < width; i++) {
        const x = random.normal();
        out[at + i] = x;
        squares += x * x;
      }
      norm = Math.sqrt(squares);
    }
    const length = surface ? 1 : radius(random.uniform());
    for (let i = 0; i < width; i++) out[at + i] = ((out[at + i] ?? 0) / norm) * length;
  }
  return out;
}
