import type { Population } from '../compile/population.js';
import type { IntegerBlock } from '../discretise/block.js';
import type { LoadedChip } from './load.js';
import type { ItemState } from './memory.js';

/** Reads one value of a population's neurons from an item's integers, in the model's units. */
export type Reader = (state: ItemState, neuron: number) => number;

/** Readers of a population by what is read. */
export interface Readers {
  readonly current: Reader;
  readonly voltage: Reader;
  readonly refractoryTime: Reader;
}

/** How a population's integers are read back: each block has its scale, each neuron its factor. */
export function readersOf(population: Population, { image, sources }: LoadedChip, dt: number): Readers {
  const start = sources.get(population.path) ?? 0;
  const perVoltage = new Float64Array(population.neurons);
  const perCurrent = new Float64Array(population.neurons);
  const bias = new Int32Array(population.neurons);
  let first = 0;
  const each = (block: IntegerBlock, at: number) => {
    for (let i = 0; i < block.size; i++) {
      const neuron = at + i - start;
      if (neuron < 0 || neuron >= population.neurons) continue;
      const factor = population.factors[neuron] ?? 1;
      perVoltage[neuron] = population.membrane.unit / (block.scales.voltage * factor);
      perCurrent[neuron] = 1 / ((block.scales.bias[i] ?? 1) * factor);
      bias[neuron] = block.bias[i] ?? 0;
    }
  };
  for (const block of image.blocks) {
    each(block, first);
    first += block.size;
  }
  return {
    current: (state, neuron) => ((state.current[start + neuron] ?? 0) + (bias[neuron] ?? 0)) * (perCurrent[neuron] ?? 0),
    voltage: (state, neuron) => (state.voltage[start + neuron] ?? 0) * (perVoltage[neuron] ?? 0),
    refractoryTime: (state, neuron) => (state.refractory[start + neuron] ?? 0) * dt,
  };
}
