import { hashSeed } from './hash-seed.js';
import { type RandomStream, stateOfSeed, streamOf } from './random-stream.js';

/** How many numbers hold the state of a stored stream: four words of the generator, whether a normal deviate is held back, and which. */
export const storedStreamSize = 6;

/** Writes the state of the stream of a seed (see `randomStream`) into `state[at ...]`. */
export function seedStoredStream(state: Float64Array, at: number, seed: number | string): void {
  state.set(stateOfSeed(typeof seed === 'string' ? hashSeed(seed) : seed), at);
  state.fill(0, at + 4, at + storedStreamSize);
}

/**
 * Draws from the stream whose state lies in `state[at ...]` and puts the advanced state back: the same numbers as `randomStream` gives, but
 * with the state in plain sight, so that who saves the array saves the stream.
 */
export function withStoredStream<T>(state: Float64Array, at: number, draw: (random: RandomStream) => T): T {
  const words = [0, 1, 2, 3].map(word => (state[at + word] ?? 0) | 0);
  const { stream, state: reached } = streamOf({ words, held: state[at + 4] === 1 ? (state[at + 5] ?? 0) : Number.NaN });
  const drawn = draw(stream);
  const { words: after, held } = reached();
  state.set(after, at);
  state[at + 4] = Number.isNaN(held) ? 0 : 1;
  state[at + 5] = Number.isNaN(held) ? 0 : held;
  return drawn;
}
