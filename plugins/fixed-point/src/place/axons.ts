import type { Population, Projection } from '../compile/population.js';
import type { HardwareProfile } from '../profile/profile.js';

/** Bits of synapse memory that one in-axon with `synapses` weights takes; `indexBits` 0 where targets follow from the order. */
export function axonBits(synapses: number, indexBits: number, { memory, weight }: HardwareProfile): number {
  const { group, headerBits, wordBits } = memory;
  const bitsOf = (count: number) => Math.ceil((count * (weight.bits + indexBits) + headerBits) / wordBits) * wordBits;
  const rest = synapses % group;
  return Math.floor(synapses / group) * bitsOf(group) + (rest > 0 ? bitsOf(rest) : 0);
}

/** The narrowest index that tells `count` compartments apart. */
export const indexBitsFor = (count: number, { memory }: HardwareProfile): number =>
  memory.indexBits.find(bits => 2 ** bits >= count) ?? memory.indexBits.at(-1) ?? 0;

/** Compartments that one base address spans; a weight list used beyond it is stored again. */
const BASE_SPAN = 256;
const FNV_PRIME = 16777619;
const FNV_START = 2166136261;

/** What part of a population needs on a core, and which sources reach it. */
export interface Need {
  readonly compartments: number;
  readonly inAxons: number;
  readonly synapseBits: number;
  /** For each projection, 1 for each source neuron that reaches the part. */
  readonly reached: readonly Uint8Array[];
}

const word = new Float64Array(1);
const halves = new Int32Array(word.buffer);

function mix(hash: number, value: number): number {
  word[0] = value;
  return Math.imul(Math.imul(hash ^ (halves[0] ?? 0), FNV_PRIME) ^ (halves[1] ?? 0), FNV_PRIME);
}

/** Axons and memory of one projection onto neurons `first` to `end`. Lists of weights are told apart by a 64-bit hash. */
function ofProjection({ weights }: Projection, first: number, end: number, profile: HardwareProfile) {
  const start = new Int32Array(weights.columns).fill(-1);
  const count = new Int32Array(weights.columns);
  const near = new Int32Array(weights.columns).fill(FNV_START);
  const far = new Int32Array(weights.columns).fill(FNV_PRIME);
  for (let row = first; row < end; row++) {
    for (let k = weights.offsets[row] ?? 0; k < (weights.offsets[row + 1] ?? 0); k++) {
      const column = weights.indices[k] ?? 0;
      if ((start[column] ?? -1) < 0) start[column] = row - first;
      count[column] = (count[column] ?? 0) + 1;
      const distance = row - first - (start[column] ?? 0);
      near[column] = mix(mix(near[column] ?? 0, distance), weights.values[k] ?? 0);
      far[column] = mix(mix(far[column] ?? 0, weights.values[k] ?? 0), distance + 1);
    }
  }
  const size = end - first;
  const lists = new Map<string, number>();
  const reached = new Uint8Array(weights.columns);
  let inAxons = 0;
  for (let column = 0; column < weights.columns; column++) {
    const synapses = count[column] ?? 0;
    if (synapses === 0) continue;
    reached[column] = 1;
    inAxons += 1;
    const key = `${synapses} ${Math.floor((start[column] ?? 0) / BASE_SPAN)} ${near[column]} ${far[column]}`;
    lists.set(key, axonBits(synapses, synapses === size ? 0 : indexBitsFor(size, profile), profile));
  }
  let synapseBits = 0;
  for (const bits of lists.values()) synapseBits += bits;
  return { inAxons, synapseBits, reached };
}

/** What neurons `first` to `end` of a population need. */
export function needOf(population: Population, first: number, end: number, profile: HardwareProfile): Need {
  const parts = population.projections.map(projection => ofProjection(projection, first, end, profile));
  return {
    compartments: end - first,
    inAxons: parts.reduce((sum, part) => sum + part.inAxons, 0),
    synapseBits: parts.reduce((sum, part) => sum + part.synapseBits, 0),
    reached: parts.map(part => part.reached),
  };
}
