import { shuffledNumbers } from '@rheobase/kernels';
import { exp, log, type RandomStream } from '@rheobase/math';

/** The positive root of x^(d + 1) = x + 1, the golden ratio for d = 1, as the limit of x ← (1 + x)^(1 / (d + 1)). */
function generalisedGoldenRatio(d: number): number {
  let x = 2;
  let next = exp(log(1 + x) / (d + 1));
  // It falls towards the root until rounding stops it.
  while (next < x) {
    x = next;
    next = exp(log(1 + x) / (d + 1));
  }
  return x;
}

const fraction = (x: number): number => x - Math.floor(x);

/**
 * `count` points of the additive recurrence in [0, 1)^d, d the length of `start`: point i (from 1) is start + i (1/φ, 1/φ², …), and point
 * i (from 0) is start + i / count in one dimension, all without their whole parts. Row after row, in the order of the sequence or in that given.
 */
export function recurrence(start: ArrayLike<number>, count: number, order: ArrayLike<number> | null = null): Float64Array {
  const d = start.length;
  const out = new Float64Array(count * d);
  const steps = new Float64Array(d);
  const ratio = d === 1 ? 1 : generalisedGoldenRatio(d);
  for (let k = 0, step = 1; k < d; k++) {
    step /= ratio;
    steps[k] = step;
  }
  for (let row = 0, at = 0; row < count; row++) {
    const i = order === null ? row : (order[row] ?? 0);
    if (d === 1) out[at++] = fraction((start[0] ?? 0) + i / count);
    else for (let k = 0; k < d; k++) out[at++] = fraction((start[k] ?? 0) + (i + 1) * (steps[k] ?? 0));
  }
  return out;
}

/** The sequence from a random start, its points in random order. */
export function sampleQuasirandom(count: number, width: number, random: RandomStream): Float64Array {
  const start = random.uniforms(new Float64Array(width));
  return recurrence(start, count, shuffledNumbers(random, count));
}
