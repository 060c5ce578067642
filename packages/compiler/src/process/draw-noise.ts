import type { Distribution } from '@rheobase/core';
import type { RandomStream } from '@rheobase/math';
import { sample } from '../build/sample/sample.js';

/** What draws of noise are multiplied by at a step of `dt` seconds. */
export const noiseFactor = ({ scale }: { readonly scale: boolean }, dt: number): number => (scale ? 1 / Math.sqrt(dt) : 1);

/** Fills `out` with the noise of one step. */
export function drawNoise(distribution: Distribution, factor: number, random: RandomStream, out: Float64Array, object: string): void {
  const drawn = sample(distribution, 1, out.length, random, object);
  for (let i = 0; i < out.length; i++) out[i] = factor * (drawn[i] ?? 0);
}
