import type { FanOut } from './image.js';

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
