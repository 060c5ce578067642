import type { HardwareProfile } from '../profile/profile.js';
import type { StepNoise } from './advance.js';
import type { ChipImage } from './image.js';

/** Draws of noise: for a compartment, a whole number from -127 to 127. */
export type NoiseSource = (compartment: number) => number;

const none: StepNoise = { atInput: null, atMembrane: null };

/** The noise of one step: (draw + 64 offset) 2^(exponent - 7), rounded toward zero, where a block has it switched on. */
export function stepNoise({ blocks, compartments }: ChipImage, draw: NoiseSource | null, { noise }: HardwareProfile): StepNoise {
  if (draw === null || !blocks.some(block => block.noise !== null)) return none;
  const atInput = new Int32Array(compartments);
  const atMembrane = new Int32Array(compartments);
  let first = 0;
  for (const { noise: settings, size } of blocks) {
    const target = settings?.atMembrane ? atMembrane : atInput;
    for (let i = 0; i < size; i++) {
      const k = draw(first + i) + noise.offsetStep * (settings?.offset ?? 0);
      if (settings?.enabled[i]) target[first + i] = Math.trunc(k * 2 ** (settings.exponent - noise.magnitudeBits));
    }
    first += size;
  }
  return { atInput, atMembrane };
}
