import { decayed } from '../arithmetic/decay.js';
import { wrapSigned } from '../arithmetic/weight.js';
import type { CompartmentTable, FanOut } from './image.js';
import { type ChipState, COUNTER } from './state.js';

/** Adds the weights of `count` spiking sources (`sources[i] + first`) to the input sums; returns how many weights that were. */
export function deliver(fanOut: FanOut, sources: Int32Array, count: number, first: number, input: Int32Array): number {
  const { offsets, targets, weights } = fanOut;
  let events = 0;
  for (let i = 0; i < count; i++) {
    const source = sources[i]! + first;
    const end = offsets[source + 1]!;
    const start = offsets[source]!;
    // Stores wrap modulo 2^32, which leaves the residue modulo the narrower input sum as it is.
    for (let k = start; k < end; k++) input[targets[k]!] = input[targets[k]!]! + weights[k]!;
    events += end - start;
  }
  return events;
}

/** Word lengths of a chip: magnitude bits of input sum and current, and bits of the decay multiplier. */
export interface Words {
  readonly inputBits: number;
  readonly currentBits: number;
  readonly leakBits: number;
}

/** Noise to add in this step, per compartment, or null. */
export interface StepNoise {
  readonly atInput: Int32Array | null;
  readonly atMembrane: Int32Array | null;
}

/**
 * One step of all compartments after spikes were delivered: input sum → current → membrane → voltage → spike.
 */
export function advance(table: CompartmentTable, state: ChipState, words: Words, noise: StepNoise, counters: Float64Array): void {
  const { bias, keepU, keepV, threshold, refractory: delay, floor, ceiling } = table;
  const { input, current, voltage, refractory, spikes } = state;
  const { inputBits, currentBits } = words;
  const scale = 1 / 2 ** words.leakBits;
  const { atInput, atMembrane } = noise;
  let count = 0;
  for (let i = 0; i < input.length; i++) {
    const sum = input[i]! + (atInput === null ? 0 : atInput[i]!);
    const q = wrapSigned(sum, inputBits);
    if (q !== sum) counters[COUNTER.input] = counters[COUNTER.input]! + 1;
    input[i] = q;

    const unwrapped = decayed(current[i]!, keepU[i]!, scale) + q;
    const u = wrapSigned(unwrapped, currentBits);
    if (u !== unwrapped) counters[COUNTER.current] = counters[COUNTER.current]! + 1;
    current[i] = u;

    const drive = u + bias[i]! + (atMembrane === null ? 0 : atMembrane[i]!);
    const m = wrapSigned(drive, currentBits);
    if (m !== drive) counters[COUNTER.membrane] = counters[COUNTER.membrane]! + 1;

    let v = decayed(voltage[i]!, keepV[i]!, scale) + m;
    if (v < floor[i]!) v = floor[i]!;
    else if (v > ceiling[i]!) {
      v = ceiling[i]!;
      counters[COUNTER.ceiling] = counters[COUNTER.ceiling]! + 1;
    }
    let held = refractory[i]!;
    if (held > 0) v = 0;
    if (v > threshold[i]!) {
      spikes[count++] = i;
      v = 0;
      held = delay[i]!;
    }
    voltage[i] = v;
    refractory[i] = held > 0 ? held - 1 : 0;
  }
  state.spikeCount[0] = count;
  counters[COUNTER.spikes] = counters[COUNTER.spikes]! + count;
}
