import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { avalanche, hashSeed } from './hash-seed.js';
import { log } from './log.js';

const GOLDEN_GAMMA = 0x9e3779b9;
const TWO_26 = 67108864;
const TWO_MINUS_53 = 1.1102230246251565e-16;
const WORDS = 4294967296;

/** A list whose elements can be exchanged in place: an array or a typed array. */
export interface ReorderableList {
  readonly length: number;
  [index: number]: unknown;
  reverse(): unknown;
}

/** A reproducible source of random numbers; every draw advances it. `randomStream` makes them: others need not be written. */
export interface RandomStream {
  /** An integer from 0 to 2^32 − 1. */
  uint32(): number;
  /** A multiple of 2^-53 in [0, 1). */
  uniform(): number;
  /** Fills a list with what as many calls of `uniform` give, and returns it. */
  uniforms(out: Float64Array): Float64Array;
  /** A normal deviate of mean 0 and variance 1. Drawn in pairs: every second call returns the one held back. */
  normal(): number;
  /** An integer from 0 to below − 1, all equally likely. RangeError unless below is an integer from 1 to 2^32. */
  integer(below: number): number;
  /** Puts the elements in a random order, in place, all orders equally likely. */
  shuffle(array: ReorderableList): void;
  /**
   * Lets others draw from this stream's generator, code in WebAssembly say: they get its four words, and it goes on from what they leave there.
   * A normal deviate held back stays held back.
   */
  handOver(draw: (words: Int32Array) => void): void;
}

/**
 * The stream of a seed: an integer from 0 to 2^32 − 1, or a string, hashed with hashSeed. RangeError for any other number.
 * The generator is xoroshiro128+ of pure-rand (the lower words of its outputs), its 128-bit state filled by mixing the seed.
 */
export const randomStream = (seed: number | string): RandomStream =>
  streamOf({ words: stateOfSeed(typeof seed === 'string' ? hashSeed(seed) : seed), held: NaN }).stream;

/** Where a stream is: the four words of the generator, and the normal deviate held back, NaN where there is none. */
export interface StreamState {
  readonly words: readonly number[];
  readonly held: number;
}

/** A stream that goes on from a state, and what tells where it has come to. */
export function streamOf(from: StreamState): { readonly stream: RandomStream; state(): StreamState } {
  let generator = xoroshiro128plusFromState(from.words);
  let held = from.held;

  const uint32 = () => generator.next() >>> 0;

  const uniform = () => {
    // The upper bits of a word are the better ones: the lowest is a linear feedback sequence.
    const upper = generator.next() >>> 5;
    const lower = generator.next() >>> 6;
    return (upper * TWO_26 + lower) * TWO_MINUS_53;
  };

  const uniforms = (out: Float64Array) => {
    for (let i = 0; i < out.length; i++) out[i] = ((generator.next() >>> 5) * TWO_26 + (generator.next() >>> 6)) * TWO_MINUS_53;
    return out;
  };

  // Marsaglia's polar method (Marsaglia and Bray 1964).
  const normal = () => {
    if (!Number.isNaN(held)) {
      const value = held;
      held = NaN;
      return value;
    }
    let u = 0;
    let v = 0;
    let square = 0;
    do {
      u = 2 * uniform() - 1;
      v = 2 * uniform() - 1;
      square = u * u + v * v;
    } while (square >= 1 || square === 0);
    const scale = Math.sqrt((-2 * log(square)) / square);
    held = v * scale;
    return u * scale;
  };

  const integer = (below: number) => {
    if (!(below >= 1 && below <= WORDS && Math.floor(below) === below)) {
      throw new RangeError(`integer(below) was given below = ${below}; give an integer from 1 to 4294967296.`);
    }
    if (below === 1) return 0;
    // Rejection from the smallest power of two that holds the range keeps every value equally likely.
    const shift = Math.clz32(below - 1);
    let value = uint32() >>> shift;
    while (value >= below) value = uint32() >>> shift;
    return value;
  };

  const shuffle = (array: ReorderableList) => {
    for (let last = array.length - 1; last > 0; last--) {
      // As `integer(last + 1)` draws.
      const shift = Math.clz32(last);
      let other = generator.next() >>> shift;
      while (other > last) other = generator.next() >>> shift;
      const element = array[last];
      array[last] = array[other];
      array[other] = element;
    }
  };

  const handOver = (draw: (words: Int32Array) => void) => {
    const words = Int32Array.from(generator.getState());
    draw(words);
    generator = xoroshiro128plusFromState(Array.from(words));
  };

  return {
    stream: { uint32, uniform, uniforms, normal, integer, shuffle, handOver },
    state: () => ({ words: generator.getState(), held }),
  };
}

/** Four words from one, by a Weyl sequence through a bijective mixer: distinct seeds give distinct states, none all zero. */
export function stateOfSeed(seed: number): number[] {
  if (!(seed >= 0 && seed < WORDS && Math.floor(seed) === seed)) {
    throw new RangeError(`randomStream was given the seed ${seed}; give an integer from 0 to 4294967295, or a string.`);
  }
  return [1, 2, 3, 4].map(step => avalanche(seed + Math.imul(step, GOLDEN_GAMMA)) | 0);
}
