import { type RandomStream, storedStreamSize, withStoredStream } from '@rheobase/math';
import type { ArrayInput } from '../tensor.js';
import type { DrawnVectors, Draws } from './behaviour.js';

/** What all types have that turn the output r of a base type into spikes; r can be probed as `rateOut`. */
export interface SpikingWrapper<T extends string, P, Base> {
  readonly type: T;
  /** What gives the rates, Hz; its state variables are the wrapper's too. */
  readonly base: Base;
  /** Height of the output per spike and second. Decoders are solved for the rates of the base, so what is decoded scales with it, as in Nengo. */
  readonly amplitude: P;
}

export interface SpikingWrapperOptions {
  /** Height of the output per spike and second, > 0. Default 1. */
  readonly amplitude?: ArrayInput;
}

/** The step of a wrapper: `rateOut` holds the output of its base. */
export type WrapperVectors<S extends string = never> = DrawnVectors<{ readonly amplitude: Float64Array }, S | 'rateOut'>;

/** `count` spikes with the sign of a rate, as output. */
export const signedSpikes = (rate: number, count: number, amplitude: number, dt: number): number =>
  count === 0 ? 0 : ((rate < 0 ? -count : count) * amplitude) / dt;

/** Calls `each` for every item with its stream and the place of its first neuron. */
export function eachItem({ streams }: Draws, neurons: number, each: (random: RandomStream, first: number) => void): () => void {
  if (streams === null) throw new TypeError('neurons whose spikes are drawn need a stream of random numbers');
  const items = streams.length / storedStreamSize;
  return () => {
    for (let item = 0; item < items; item++) withStoredStream(streams, item * storedStreamSize, random => each(random, item * neurons));
  };
}
