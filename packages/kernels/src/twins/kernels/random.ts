import { log1p, type RandomStream, storedStreamSize, withStoredStream } from '@rheobase/math';
import type { Tape } from '../tape.js';
import { double, place, word } from './record.js';

// The twins of assembly/random, with their words.

/** Bytes of a stream: four words of the generator, whether a normal deviate is held back (a word), and which (8 bytes, at 24). */
export const STREAM = 32;

/** Draws from the stream at an address. */
export function drawing({ words, doubles }: Tape, address: number, draw: (random: RandomStream) => void): void {
  const [at, held] = [address >>> 2, (address >>> 3) + 3];
  const state = new Float64Array(storedStreamSize);
  state.set(words.subarray(at, at + 5));
  state[5] = doubles[held]!;
  withStoredStream(state, 0, draw);
  words.set(state.subarray(0, 5), at);
  doubles[held] = state[5]!;
}

function fillWith(tape: Tape, at: number, one: (random: RandomStream) => number): void {
  const factor = double(tape, at, 4);
  const n = word(tape, at, 2);
  for (let item = 0; item < tape.items; item++) {
    const out = place(tape, at, 0) + item * place(tape, at, 1);
    drawing(tape, word(tape, at, 3) + item * STREAM, random => {
      for (let i = 0; i < n; i++) tape.reals[out + i] = factor * one(random);
    });
  }
}

export function gaussianNoise(tape: Tape, at: number): void {
  const [mean, std] = [double(tape, at, 6), double(tape, at, 8)];
  fillWith(tape, at, random => mean + std * random.normal());
}

export function uniformNoise(tape: Tape, at: number): void {
  const [low, high, highest, whole] = [double(tape, at, 6), double(tape, at, 8), double(tape, at, 10), word(tape, at, 12) !== 0];
  fillWith(tape, at, random => {
    const drawn = low + (high - low) * random.uniform();
    const x = drawn < high || low === high ? drawn : highest;
    return whole ? Math.floor(x) : x;
  });
}

export function exponentialNoise(tape: Tape, at: number): void {
  const [scale, shift, high, highest] = [double(tape, at, 6), double(tape, at, 8), double(tape, at, 10), double(tape, at, 12)];
  fillWith(tape, at, random => {
    const x = shift - scale * log1p(-random.uniform());
    return x < high ? x : highest;
  });
}
