import type { LayerStatistics } from './thresholds.js';

/** How one layer will fare as spikes. */
export interface LayerDiagnosis {
  readonly path: string;
  readonly neurons: number;
  readonly channels: number;
  /** Lowest, mean and highest threshold, in units of the current. */
  readonly threshold: { readonly lowest: number; readonly mean: number; readonly highest: number };
  /** Expected mean firing rate, Hz. */
  readonly expectedRateHz: number;
  /** Fraction of the calibration currents above zero. */
  readonly active: number;
  /** Fraction of channels that no calibration item drives above zero; above a half there is a warning. */
  readonly dead: number;
  /** Fraction of the calibration currents above their threshold, which spikes cannot follow; above 1 % there is a warning. */
  readonly clipped: number;
}

/** What a conversion did and what to expect of it. */
export interface Diagnosis {
  readonly layers: readonly LayerDiagnosis[];
  /** Layers that will do badly, a sentence each with a remedy. */
  readonly warnings: readonly string[];
  /** Largest error of a rate after so many steps, relative to the threshold: half a spike in T steps. */
  quantisationError(steps: number): number;
}

export function layerDiagnosis(path: string, neurons: number, statistics: LayerStatistics, maxRate: number): LayerDiagnosis {
  const { thresholds, meanRate, active, dead, clipped } = statistics;
  const mean = thresholds.reduce((sum, x) => sum + x, 0) / thresholds.length;
  return {
    path,
    neurons,
    channels: thresholds.length,
    threshold: {
      lowest: thresholds.reduce((lowest, x) => Math.min(lowest, x), Number.POSITIVE_INFINITY),
      mean,
      highest: thresholds.reduce((highest, x) => Math.max(highest, x), 0),
    },
    expectedRateHz: meanRate * maxRate,
    active,
    dead,
    clipped,
  };
}

const percent = (fraction: number): string => `${(100 * fraction).toFixed(1)} %`;

export function diagnosisOf(layers: readonly LayerDiagnosis[]): Diagnosis {
  const warnings = layers.flatMap(({ path, dead, clipped }) => [
    ...(dead > 0.5
      ? [`${path}: ${percent(dead)} of its channels never fire on the calibration data; calibrate on more or other data`]
      : []),
    ...(clipped > 0.01 ? [`${path}: ${percent(clipped)} of its currents exceed their threshold; raise the percentile`] : []),
  ]);
  return Object.freeze({ layers, warnings, quantisationError: (steps: number) => 0.5 / steps });
}
