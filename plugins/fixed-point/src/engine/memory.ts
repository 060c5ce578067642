import type { ChipState } from '../chip/state.js';

/** One item's side of the chip: its state, and the host's spikes on their way to it. */
export interface ItemState extends ChipState {
  /** Chip inputs that emitted in the last step; the first `arrivalCount[0]` count. */
  readonly arrivals: Int32Array;
  readonly arrivalCount: Int32Array;
}

/** The states of all items in one array, so that a snapshot is a copy. */
export interface Memory {
  readonly words: Int32Array;
  readonly items: readonly ItemState[];
}

export function memoryFor(batch: number, compartments: number, inputs: number): Memory {
  const perItem = 5 * compartments + inputs + 2;
  const words = new Int32Array(batch * perItem);
  const items = Array.from({ length: batch }, (_, item): ItemState => {
    let at = item * perItem;
    const take = (length: number) => {
      at += length;
      return words.subarray(at - length, at);
    };
    return {
      input: take(compartments),
      current: take(compartments),
      voltage: take(compartments),
      refractory: take(compartments),
      spikes: take(compartments),
      spikeCount: take(1),
      arrivals: take(inputs),
      arrivalCount: take(1),
    };
  });
  return { words, items };
}
