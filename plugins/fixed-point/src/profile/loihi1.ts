import type { HardwareProfile } from './profile.js';

const MEMORY_ROWS = 16384;
const MEMORY_WORD_BITS = 64;

/**
 * Loihi 1 as its public emulator computes it, faults included: reproduces the emulator bit for bit (discretised values, input sums, currents,
 * voltages, spikes).
 */
export const loihi1Emulator: HardwareProfile = Object.freeze<HardwareProfile>({
  id: 'loihi1-emulator',
  version: '1',
  source: 'emulator of NengoLoihi 1.1.1.dev0, replayed from its recorded runs; no hardware',
  delay: { hostToChip: 1, coreToCore: 1, chipToHost: 1 },
  number: {
    input: { bits: 21, overflow: 'wrap' },
    current: { bits: 23, overflow: 'wrap' },
    voltage: { bits: 23, overflow: 'clip' },
  },
  // 12 bits and sign, times 2^0 to 2^7.
  bias: { mantissaMax: 4095, exponent: { min: 0, max: 7 } },
  // 17 bits, aligned with weights.
  threshold: { mantissaMax: 131071, exponent: { min: 6, max: 6 } },
  weight: {
    mantissaMax: 127,
    // One of the 8 bits of mixed-sign weights is the sign, so magnitudes count in twos.
    step: 2,
    scaleMax: 255,
    exponent: { min: -6, max: 0, blockMin: -7 },
    alignment: 6,
    bits: 8,
  },
  // The chip adds 1 to the decay of currents.
  leak: { bits: 12, currentOffset: 1, voltageOffset: 0 },
  reset: 'zero',
  refractory: { min: 1, max: 63 },
  maxSpikesPerStep: 1,
  voltageLimits: { floorMaxExponent: 23, ceilingBase: 9, ceilingMaxExponent: 7 },
  noise: { exponent: { min: 1, max: 23 }, magnitudeBits: 7, offsetStep: 64 },
  core: {
    compartments: 1024,
    inAxons: 4096,
    outAxons: 4096,
    synapseBits: MEMORY_ROWS * MEMORY_WORD_BITS,
    // Fewer than 8 threshold configurations.
    thresholds: 7,
  },
  memory: { group: 64, headerBits: 10, wordBits: MEMORY_WORD_BITS, indexBits: [6, 7, 8, 9, 10, 11, 12] },
  coresPerChip: 128,
  perCompartmentScale: false,
  quirks: { clampExponentKeepsShift: true, lossyTwoPartShift: true },
});

/** Loihi 1 with the emulator's faults corrected, and with weights scaled per class of compartments. The default. */
export const loihi1: HardwareProfile = Object.freeze<HardwareProfile>({
  ...loihi1Emulator,
  id: 'loihi1',
  source: 'the arithmetic of loihi1-emulator with its named quirks switched off; the corrections are ours, not checked on hardware',
  perCompartmentScale: true,
  quirks: { clampExponentKeepsShift: false, lossyTwoPartShift: false },
});
