import { log } from '@rheobase/math';

/** Base-2 logarithm, to about an ulp. */
export const log2 = (x: number): number => log(x) / Math.LN2;

/** floor(log2(x)) with the logarithm rounded to single precision first, so that values just below a power of two count as that power. */
export const floorLog2Single = (x: number): number => Math.floor(Math.fround(log2(Math.fround(x))));
