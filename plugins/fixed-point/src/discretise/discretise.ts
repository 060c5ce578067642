import { UnsupportedError } from '@rheobase/core';
import { log, roundHalfEven } from '@rheobase/math';
import { currentDecay, voltageDecay } from '../arithmetic/decay.js';
import { log2, splitBias, splitThreshold } from '../arithmetic/mantissa.js';
import { clip } from '../arithmetic/weight.js';
import type { HardwareProfile } from '../profile/profile.js';
import type { FloatBlock, IntegerBlock, NoiseSettings } from './block.js';
import { scalesOf } from './scales.js';
import { discretiseWeights } from './weights.js';

const LOG2_OF_10 = log(10) / log(2);

function floorOf(floor: number, scale: number, { voltageLimits }: HardwareProfile): number {
  const limit = voltageLimits.floorMaxExponent;
  const exponent = floor === Number.NEGATIVE_INFINITY ? limit : clip(roundHalfEven(log2(-scale * floor + 1)), 0, limit);
  return 1 - 2 ** exponent;
}

function ceilingOf(ceiling: number, scale: number, { voltageLimits }: HardwareProfile): number {
  const { ceilingBase, ceilingMaxExponent } = voltageLimits;
  const exponent =
    ceiling === Number.POSITIVE_INFINITY
      ? ceilingMaxExponent
      : clip(roundHalfEven((log2(scale * ceiling + 1) - ceilingBase) / 2), 0, ceilingMaxExponent);
  return 2 ** (ceilingBase + 2 * exponent) - 1;
}

const noiseOf = (noise: NoiseSettings, scale: number, { noise: { exponent } }: HardwareProfile): NoiseSettings => ({
  enabled: noise.enabled,
  exponent: clip(roundHalfEven(noise.exponent * LOG2_OF_10 + log2(scale)), exponent.min, exponent.max),
  offset: roundHalfEven(2 * noise.offset),
  atMembrane: noise.atMembrane,
});

/**
 * A block in the chip's integers. Parameters are single precision, scale factors double; where the two meet in a product the result is
 * rounded to single for weights, and kept double for bias and threshold. Rounding is to nearest, ties to even.
 */
export function discretiseBlock(block: FloatBlock, profile: HardwareProfile): IntegerBlock {
  const decayU = Int32Array.from(block.decayU, fraction => currentDecay(fraction, profile));
  const decayV = Int32Array.from(block.decayV, fraction => voltageDecay(fraction, profile));
  const scales = scalesOf(block, decayU, decayV, profile);

  const biases = Array.from(block.bias, (bias, i) => splitBias(roundHalfEven(bias * (scales.bias[i] ?? 0)), profile));
  const thresholds = Array.from(block.threshold, threshold => splitThreshold(roundHalfEven(threshold * scales.voltage), profile));
  const { min, max } = profile.refractory;
  for (let i = 0; i < block.size; i++) {
    if ((thresholds[i]?.mantissa ?? 0) < 1) {
      throw new UnsupportedError(
        `${block.name}: beside weights of up to ${Number(scales.weightMax.toPrecision(4))} the threshold ${block.threshold[i]} rounds to zero on ${profile.id}; scale the weights into it down`,
        { code: 'threshold-too-small', object: block.name, given: { threshold: block.threshold[i], weightMax: scales.weightMax } },
      );
    }
    const steps = block.refractory[i] ?? 1;
    if (steps < min || steps > max) {
      throw new UnsupportedError(
        `${block.name}: a refractory time of ${steps - 1} steps is outside the ${min - 1} to ${max - 1} of ${profile.id}`,
        {
          code: 'refractory-out-of-range',
          object: block.name,
          given: steps - 1,
          allowed: `${min - 1} to ${max - 1} steps`,
        },
      );
    }
  }
  const groups = block.synapses.map(weights => discretiseWeights(weights, scales, profile));
  return {
    name: block.name,
    size: block.size,
    bias: Int32Array.from(biases, ({ mantissa, exponent }) => mantissa * 2 ** exponent),
    biasMantissa: Int32Array.from(biases, ({ mantissa }) => mantissa),
    biasExponent: Int32Array.from(biases, ({ exponent }) => exponent),
    decayU,
    decayV,
    threshold: Int32Array.from(thresholds, ({ mantissa, exponent }) => mantissa * 2 ** exponent),
    thresholdMantissa: Int32Array.from(thresholds, ({ mantissa }) => mantissa),
    refractory: block.refractory,
    floor: floorOf(block.floor, scales.voltage, profile),
    ceiling: ceilingOf(block.ceiling, scales.voltage, profile),
    noise: block.noise && noiseOf(block.noise, scales.voltage, profile),
    synapses: groups.map(({ values }) => values),
    exponents: groups.map(({ exponent }) => exponent),
    scales,
  };
}
