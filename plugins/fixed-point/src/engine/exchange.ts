import type { ItemState } from './memory.js';

/** Sets row `item` of `rows` to `heights` where a compartment from `start` on has spiked, else to 0. */
export function writeSpikes(
  rows: Float64Array,
  item: number,
  { spikes, spikeCount }: ItemState,
  start: number,
  heights: Float64Array,
): void {
  const size = heights.length;
  rows.fill(0, item * size, (item + 1) * size);
  const count = spikeCount[0]!;
  for (let i = 0; i < count; i++) {
    const neuron = spikes[i]! - start;
    if (neuron >= 0 && neuron < size) rows[item * size + neuron] = heights[neuron]!;
  }
}

/** Appends the neurons of a host ensemble that have spiked to an item's arrivals, numbered from `start`; returns spikes beyond one a neuron. */
export function collectSpikes(
  output: Float64Array | Float32Array,
  item: number,
  unit: Float64Array,
  start: number,
  { arrivals, arrivalCount }: ItemState,
): number {
  const size = unit.length;
  let count = arrivalCount[0]!;
  let lost = 0;
  for (let i = 0; i < size; i++) {
    const value = output[item * size + i]!;
    if (value === 0) continue;
    arrivals[count++] = start + i;
    lost += Math.round(value / unit[i]!) - 1;
  }
  arrivalCount[0] = count;
  return lost;
}
