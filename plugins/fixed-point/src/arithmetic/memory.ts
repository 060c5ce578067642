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
