import { nextDown, type RandomStream } from '@rheobase/math';
import { MANY, type SampleModule, sampleModule } from './sample-module.js';

/** Numbers of a stream's state in the memory: four words, and what else the module keeps there. */
const STREAM = 4;
/** Draws made in one go (1 MiB). */
const BLOCK = 131_072;

/** Runs a kernel on the stream's words, which lie at place 0, and puts them back. */
function onWords(random: RandomStream, numbers: Float64Array<ArrayBuffer>, run: () => void): void {
  random.handOver(words => {
    const there = new Int32Array(numbers.buffer, 0, 2 * STREAM);
    there.fill(0);
    there.set(words);
    run();
    words.set(there.subarray(0, words.length));
  });
}

/** Fills a list with draws in [low, high): `low + (high - low) random.uniform()`, and what rounding brings to `high` as the number before it. */
export function fillUniform(random: RandomStream, low: number, high: number, out: Float64Array): Float64Array {
  const below = nextDown(high);
  const module = out.length < MANY ? null : sampleModule();
  if (module === null) {
    random.uniforms(out);
    for (let i = 0; i < out.length; i++) {
      const drawn = low + (high - low) * out[i]!;
      out[i] = drawn < high || low === high ? drawn : below;
    }
    return out;
  }
  const numbers = module.numbers(STREAM + Math.min(BLOCK, out.length));
  for (let from = 0; from < out.length; from += BLOCK) {
    const count = Math.min(BLOCK, out.length - from);
    onWords(random, numbers, () => void module.uniforms(0, STREAM, count, low, high, below));
    out.set(numbers.subarray(STREAM, STREAM + count), from);
  }
  return out;
}

/** The whole numbers from 0 to count - 1 in the random order that `random.shuffle` gives them. */
export function shuffledNumbers(random: RandomStream, count: number): Uint32Array {
  const module = count < MANY ? null : sampleModule();
  if (module !== null) return shuffledBy(module, random, count);
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  random.shuffle(order);
  return order;
}

function shuffledBy(module: SampleModule, random: RandomStream, count: number): Uint32Array {
  const numbers = module.numbers(STREAM + count / 2 + 1);
  onWords(random, numbers, () => void module.shuffled(0, STREAM, count));
  return new Uint32Array(numbers.buffer, 8 * STREAM, count).slice();
}
