import { hashSeed } from '@rheobase/math';

/** The seed of an object that draws, and whether its draws follow from that seed alone or from the simulation's as well. */
export interface DrawSeed {
  readonly seed: number;
  readonly ownSeed: boolean;
}

/** The seed of an object's draws in a simulation. */
export const drawSeed = (objectSeed: number, seed: number): number => hashSeed(objectSeed, seed);

/** The seed of the draws of an object with a seed of its own: in every simulation what it is in one with seed 0. */
export const ownDrawSeed = (objectSeed: number): number => drawSeed(objectSeed, 0);
