import { roundHalfEven } from '@rheobase/math';
import type { HardwareProfile } from '../profile/profile.js';

/** An integer kept in `bits` bits (at most 30) and a sign, wrapping like two's complement. */
export const wrapSigned = (x: number, bits: number): number => (x << (31 - bits)) >> (31 - bits);

/** An integer clipped to `low` … `high`. */
export const clip = (x: number, low: number, high: number): number => Math.min(Math.max(x, low), high);

/**
 * The integer that a scaled weight adds to an input sum: `x` in units in which `scaleMax` is the largest weight of its group, stored as
 * mantissa times `step` times 2^exponent and aligned.
 */
export function weightValue(x: number, exponent: number, { weight, quirks }: HardwareProfile): number {
  const { mantissaMax, step, alignment } = weight;
  const unit = 2 ** alignment;
  const mantissa = clip(roundHalfEven(x / step), -mantissaMax, mantissaMax);
  const shift = exponent + 1;
  if (shift >= 0) return mantissa * 2 ** shift * unit;
  const coarse = roundHalfEven(mantissa * 2 ** shift);
  // Two parts as in the emulator: to a coarser grid and clipped, then shifted down, which floors what the clip left between grid points.
  if (quirks.lossyTwoPartShift) return Math.floor(clip(coarse / 2 ** shift, -mantissaMax, mantissaMax) * 2 ** shift) * unit;
  const largest = Math.floor(mantissaMax * 2 ** shift);
  return clip(coarse, -largest, largest) * unit;
}
