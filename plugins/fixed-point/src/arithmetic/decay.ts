import { exp, log, pow, roundHalfEven } from '@rheobase/math';
import type { HardwareProfile } from '../profile/profile.js';
import { clip } from './weight.js';

/** Fraction lost per step with time constant `tau` (s) and step `dt` (s), in single precision; 1 for tau = 0. */
export const decayFraction = (tau: number, dt: number): number => (tau === 0 ? 1 : Math.fround(1 - exp(-dt / tau)));

/** The register for the decay of the current: one below the wanted value, which the chip adds. */
export function currentDecay(fraction: number, { leak }: HardwareProfile): number {
  const largest = 2 ** leak.bits - 1;
  return roundHalfEven(clip(Math.fround(Math.fround(fraction * largest) - leak.currentOffset), 0, largest));
}

/** The register for the decay of the voltage. */
export const voltageDecay = (fraction: number, { leak }: HardwareProfile): number =>
  roundHalfEven(Math.fround(fraction * (2 ** leak.bits - 1)));

/** Of 2^bits, what a register leaves of a value per step. */
export const keptShare = (decay: number, offset: number, { leak }: HardwareProfile): number => 2 ** leak.bits - offset - decay;

/**
 * What is left of an integer after one step of decay, rounded toward zero: x kept / 2^bits, with `scale` = 2^-bits. The product may need
 * 36 bits, so it is made in doubles, where it is exact.
 */
export const decayed = (x: number, kept: number, scale: number): number => Math.trunc(x * kept * scale);

/** A unit of 2^21 decays in the sum below: large enough that rounding counts little. */
const IMPULSE = 2 ** 21;
/** Mean loss of rounding toward zero, in units; slightly less than a half because small values stop early. */
const MEAN_LOSS = 0.494;

/**
 * Gain of a decaying register: the sum over all steps of what is left of an impulse, in units of the impulse. Dividing by it makes the
 * filter's gain 1. With r the ratio per step and n the steps until rounding has eaten the impulse:
 * S = (1 - r^(n+1)) / (1 - r) - q / ((1 - r) x0) (n + 1 - (1 - r^(n+1)) / (1 - r)).
 */
export function decayGain(decay: number, offset: number, bits = 12): number {
  const r = (2 ** bits - offset - decay) / 2 ** bits;
  if (r <= 0) return 1;
  const n = -log(1 + (IMPULSE * (1 - r)) / MEAN_LOSS) / log(r);
  const sum = (1 - pow(r, n + 1)) / (1 - r);
  return sum - (MEAN_LOSS / ((1 - r) * IMPULSE)) * (n + 1 - sum);
}
