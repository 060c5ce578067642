import { floorLog2Single } from '../arithmetic/mantissa.js';
import { weightValue } from '../arithmetic/weight.js';
import type { HardwareProfile } from '../profile/profile.js';
import type { Scales } from './block.js';

/** Groups whose largest weight is below this hold zeros. */
const NO_WEIGHT = 1e-8;

/** A synapse group in integers, with its exponent. */
export interface IntegerWeights {
  readonly values: Int32Array;
  readonly exponent: number;
}

/** Discretises one synapse group: weaker groups get a lower exponent, so that they use their mantissa bits too. */
export function discretiseWeights(weights: Float32Array, scales: Scales, profile: HardwareProfile): IntegerWeights {
  const { min, max } = profile.weight.exponent;
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  if (largest <= NO_WEIGHT) return { values: new Int32Array(weights.length), exponent: min };
  const lowered = floorLog2Single(Math.fround(scales.weightMax) / largest);
  const exponent = Math.min(Math.max(scales.weightExponent - lowered, min), max);
  const shift = profile.quirks.clampExponentKeepsShift ? lowered : scales.weightExponent - exponent;
  const scale = Math.fround(scales.weight[0] ?? 1);
  const up = 2 ** shift;
  return { values: Int32Array.from(weights, weight => weightValue(Math.fround(weight * scale) * up, exponent, profile)), exponent };
}
