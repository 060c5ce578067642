import { log, roundHalfEven } from '@rheobase/math';
import type { HardwareProfile } from '../profile/profile.js';

/** Base-2 logarithm, to about an ulp. */
export const log2 = (x: number): number => log(x) / Math.LN2;

/** floor(log2(x)) with the logarithm rounded to single precision first, so that values just below a power of two count as that power. */
export const floorLog2Single = (x: number): number => Math.floor(Math.fround(log2(Math.fround(x))));

/** mantissa 2^exponent. */
export interface Scaled {
  readonly mantissa: number;
  readonly exponent: number;
}

/** A bias as mantissa and exponent: the smallest exponent for which the mantissa fits. */
export function splitBias(bias: number, { bias: { mantissaMax } }: HardwareProfile): Scaled {
  let exponent = 0;
  while (mantissaMax * 2 ** exponent < Math.abs(bias)) exponent += 1;
  return { mantissa: roundHalfEven(bias / 2 ** exponent), exponent };
}

/** A threshold as mantissa and the chip's fixed exponent. */
export const splitThreshold = (threshold: number, { threshold: { exponent } }: HardwareProfile): Scaled => ({
  mantissa: roundHalfEven(threshold / 2 ** exponent.max),
  exponent: exponent.max,
});
