import type { Distribution } from '@rheobase/core';
import { hashSeed, type RandomStream } from '@rheobase/math';
import { pdfDrawer, sampleRows } from '@rheobase/model';

/** The seed of an object that draws, and whether its draws follow from that seed alone or from the simulation's as well. */
export interface DrawSeed {
  readonly seed: number;
  readonly ownSeed: boolean;
}

/** The seed of an object's draws in a simulation. */
export const drawSeed = (objectSeed: number, seed: number): number => hashSeed(objectSeed, seed);

/** The seed of the draws of an object with a seed of its own: in every simulation what it is in one with seed 0. */
export const ownDrawSeed = (objectSeed: number): number => drawSeed(objectSeed, 0);

/** What draws of noise are multiplied by at a step of `dt` seconds. */
export const noiseFactor = ({ scale }: { readonly scale: boolean }, dt: number): number => (scale ? 1 / Math.sqrt(dt) : 1);

/** Fills `out` with the noise of one step, from a stream that it advances. */
export type DrawNoise = (random: RandomStream, out: Float64Array) => void;

/** What draws noise from a distribution; `object` is named where its vectors do not fit. A choice among numbers is made for every element. */
export function noiseDrawer(distribution: Distribution, factor: number, object: string): DrawNoise {
  const density = distribution.type === 'pdf' ? pdfDrawer(distribution) : null;
  const draw = (count: number, random: RandomStream): Float64Array =>
    density ? Float64Array.from({ length: count }, () => density(random)) : sampleRows(distribution, [count], random, object);
  return (random, out) => {
    const drawn = draw(out.length, random);
    for (let i = 0; i < out.length; i++) out[i] = factor * (drawn[i] ?? 0);
  };
}
