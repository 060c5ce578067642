import { UnsupportedError } from '@rheobase/core';
import { roundHalfEven } from '@rheobase/math';
import { decayGain } from '../arithmetic/decay.js';
import type { HardwareProfile } from '../profile/profile.js';
import type { FloatBlock, Scales } from './block.js';

/** Weights that are all below this count as none. */
const NO_WEIGHT = 1e-8;
/** Voltages of a block without weights and biases are laid out within 21 bits. */
const IDLE_RANGE = 2 ** 21 - 1;

const largest = (values: ArrayLike<number>): number => {
  let max = 0;
  for (let i = 0; i < values.length; i++) max = Math.max(max, Math.abs(values[i] ?? 0));
  return max;
};

const shown = (x: number): string => String(Number(x.toPrecision(4)));

interface Gains {
  readonly u: Float64Array;
  readonly v: Float64Array;
}

function gainsOf(block: FloatBlock, decayU: Int32Array, decayV: Int32Array, { leak }: HardwareProfile): Gains {
  const memo = new Map<string, number>();
  const gain = (decay: number, offset: number): number => {
    const key = `${decay} ${offset}`;
    const known = memo.get(key) ?? decayGain(decay, offset, leak.bits);
    memo.set(key, known);
    return known;
  };
  return {
    u: Float64Array.from(decayU, decay => (block.scaleU ? gain(decay, leak.currentOffset) : 1)),
    v: Float64Array.from(decayV, decay => (block.scaleV ? gain(decay, leak.voltageOffset) : 1)),
  };
}

function uniform(block: FloatBlock, values: Float64Array): number {
  const first = values[0] ?? 1;
  if (values.every(value => value === first)) return first;
  throw new UnsupportedError(
    `${block.name}: neurons of one core must have one voltage scale, but these have different time constants; give the ensemble one tauRc`,
    { code: 'mixed-time-constants', object: block.name, allowed: 'one tauRc' },
  );
}

/** Chooses a block's scales: as many bits for weights (A), bias (B) or thresholds (C) as the limits of threshold and bias leave. */
export function scalesOf(block: FloatBlock, decayU: Int32Array, decayV: Int32Array, profile: HardwareProfile): Scales {
  const { weight, bias, threshold } = profile;
  const gains = gainsOf(block, decayU, decayV, profile);
  const thresholdLimit = threshold.mantissaMax * 2 ** threshold.exponent.max;
  const biasLimit = bias.mantissaMax * 2 ** bias.exponent.max;
  const thresholdMax = largest(block.threshold);
  const biasMax = largest(block.bias);
  const weightMax = block.synapses.reduce((max, weights) => Math.max(max, largest(weights)), 0);

  if (weightMax > NO_WEIGHT) {
    const scale = weight.scaleMax / weightMax;
    for (let exponent = weight.exponent.max; exponent >= weight.exponent.blockMin; exponent--) {
      const voltages = gains.u.map((gain, i) => gain * (gains.v[i] ?? 1) * scale * 2 ** (weight.alignment + exponent));
      const voltage = uniform(block, voltages);
      const biases = gains.v.map(gain => voltage / gain);
      if (roundHalfEven(thresholdMax * voltage) > thresholdLimit) continue;
      if (block.bias.some((b, i) => Math.abs(roundHalfEven(b * (biases[i] ?? 0))) > biasLimit)) continue;
      return { weightMax, weightExponent: exponent, voltage, bias: biases, weight: Float64Array.of(scale) };
    }
    const reason = biasMax < thresholdMax ? `threshold ${shown(thresholdMax)}` : `bias ${shown(biasMax)}`;
    throw new UnsupportedError(
      `${block.name}: weights of at most ${shown(weightMax)} and ${reason} cannot share one scale on ${profile.id}; scale the weights into it up, or the bias down`,
      { code: 'no-common-scale', object: block.name, given: { weightMax, thresholdMax, biasMax } },
    );
  }

  const voltages = gains.v.map(gain => (biasMax > NO_WEIGHT ? (biasLimit / biasMax) * gain : IDLE_RANGE / (thresholdMax + 1)));
  let voltage = uniform(block, voltages);
  while (roundHalfEven(thresholdMax * voltage) > thresholdLimit) voltage /= 2;
  return {
    weightMax,
    weightExponent: 0,
    voltage,
    bias: gains.v.map(gain => voltage / gain),
    weight: gains.v.map((gain, i) => voltage / (gain * (gains.u[i] ?? 1)) / 2 ** weight.alignment),
  };
}
