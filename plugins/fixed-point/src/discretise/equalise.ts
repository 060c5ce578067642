import { decayGain } from '../arithmetic/decay.js';
import type { HardwareProfile } from '../profile/profile.js';

/** Rows of weights that share a scale, with what limits it; one element per compartment. */
export interface Rows {
  /** Largest weight magnitude of each row. */
  readonly largest: Float64Array;
  /** Sum of the weight magnitudes of each row. */
  readonly sum: Float64Array;
  readonly bias: Float64Array;
  /** One threshold for all rows. */
  readonly threshold: number;
  /** Registers of the decays; null where that filter's gain is not normalised. */
  readonly decayU: number | null;
  readonly decayV: number | null;
}

/** Factors are powers of the square root of 2: a row uses at least 0.7 of the mantissa range. */
const CLASSES_PER_OCTAVE = 2;

/**
 * Factors by which the rows of a block can be scaled up, weights, bias and threshold alike, which changes nothing but the number of
 * mantissa bits that weak rows use. There are as many classes as a core has threshold registers; a row is raised only as far as its
 * threshold and bias fit, and as its input sum cannot wrap even when all inputs spike at once.
 */
export function equalise(rows: Rows, profile: HardwareProfile): Float64Array {
  const { weight, bias, threshold, leak, number, core } = profile;
  const strongest = rows.largest.reduce((max, x) => Math.max(max, x), 0);
  if (strongest === 0) return new Float64Array(rows.largest.length).fill(1);
  const gainU = rows.decayU === null ? 1 : decayGain(rows.decayU, leak.currentOffset, leak.bits);
  const gainV = rows.decayV === null ? 1 : decayGain(rows.decayV, leak.voltageOffset, leak.bits);
  const perWeight = (weight.scaleMax / strongest) * 2 ** weight.alignment;
  const perBias = gainU * perWeight;
  const perVoltage = perBias * gainV;
  return rows.largest.map((largest, row) => {
    const room = [
      strongest / (largest || strongest),
      (2 ** number.input.bits - 1) / ((rows.sum[row] ?? 0) * perWeight || 1),
      (threshold.mantissaMax * 2 ** threshold.exponent.max) / (rows.threshold * perVoltage),
      (bias.mantissaMax * 2 ** bias.exponent.max) / (Math.abs(rows.bias[row] ?? 0) * perBias || 1),
    ];
    const most = Math.min(...room);
    let step = 0;
    // Steps of sqrt(2) by squares and one root, so that all engines agree.
    while (step + 1 < core.thresholds && powerOfRoot(step + 1) <= most) step += 1;
    return powerOfRoot(step);
  });
}

const powerOfRoot = (step: number): number =>
  2 ** Math.floor(step / CLASSES_PER_OCTAVE) * (step % CLASSES_PER_OCTAVE === 1 ? Math.SQRT2 : 1);
