import { keptShare } from '../arithmetic/decay.js';
import type { IntegerBlock } from '../discretise/block.js';
import type { HardwareProfile } from '../profile/profile.js';
import { advance, deliver, type Words } from './advance.js';
import type { ChipImage, CompartmentTable } from './image.js';
import { type NoiseSource, stepNoise } from './noise.js';
import { type ChipState, COUNTER, type Counters, counterCount } from './state.js';

const side = (blocks: readonly IntegerBlock[], values: (block: IntegerBlock, i: number) => number): Int32Array =>
  Int32Array.from(blocks.flatMap(block => Array.from({ length: block.size }, (_, i) => values(block, i))));

/** A loaded chip: advances states by steps of integer arithmetic. It holds no state but its counters. */
export class Chip {
  readonly image: ChipImage;
  readonly #profile: HardwareProfile;
  readonly #table: CompartmentTable;
  readonly #words: Words;
  readonly #counters = new Float64Array(counterCount);

  constructor(image: ChipImage, profile: HardwareProfile) {
    this.image = image;
    this.#profile = profile;
    const { leak, number } = profile;
    this.#words = { inputBits: number.input.bits, currentBits: number.current.bits, leakBits: leak.bits };
    this.#table = {
      bias: side(image.blocks, (block, i) => block.bias[i] ?? 0),
      keepU: side(image.blocks, (block, i) => keptShare(block.decayU[i] ?? 0, leak.currentOffset, profile)),
      keepV: side(image.blocks, (block, i) => keptShare(block.decayV[i] ?? 0, leak.voltageOffset, profile)),
      threshold: side(image.blocks, (block, i) => block.threshold[i] ?? 0),
      refractory: side(image.blocks, (block, i) => block.refractory[i] ?? 1),
      floor: side(image.blocks, block => block.floor),
      ceiling: side(image.blocks, block => block.ceiling),
    };
  }

  /**
   * One step of one item. `arrivals` are the inputs from the host that emitted in the step before (the first `arrivalCount` count);
   * the chip's own spikes of the step before are those in the state.
   */
  step(state: ChipState, arrivals: Int32Array, arrivalCount: number, draw: NoiseSource | null = null): void {
    const { fanOut, compartments } = this.image;
    state.input.fill(0);
    const own = deliver(fanOut, state.spikes, state.spikeCount[0] ?? 0, 0, state.input);
    const outer = deliver(fanOut, arrivals, arrivalCount, compartments, state.input);
    this.#counters[COUNTER.synapticEvents] = (this.#counters[COUNTER.synapticEvents] ?? 0) + own + outer;
    advance(this.#table, state, this.#words, stepNoise(this.image, draw, this.#profile), this.#counters);
  }

  /** Totals since the chip was made or its counters were cleared. */
  counters(): Counters {
    const at = (index: number) => this.#counters[index] ?? 0;
    return {
      input: at(COUNTER.input),
      current: at(COUNTER.current),
      membrane: at(COUNTER.membrane),
      ceiling: at(COUNTER.ceiling),
      synapticEvents: at(COUNTER.synapticEvents),
      spikes: at(COUNTER.spikes),
    };
  }

  clearCounters(): void {
    this.#counters.fill(0);
  }
}
