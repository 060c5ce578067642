import { choice, type Defaults, exponential, knownOptions, optionNames, uniform, ValidationError } from '@rheobase/core';

export interface ThresholdingOptions {
  /** How far above the threshold most neurons start to fire (the scale of an exponential distribution). Default 0.15. */
  readonly interceptWidth?: number;
  /** Default 1. */
  readonly radius?: number;
}

const names = optionNames<ThresholdingOptions>({ interceptWidth: true, radius: true });

/**
 * Defaults for networks whose ensembles of one dimension are silent up to a threshold and represent what exceeds it:
 * `net.subnetwork({ defaults: thresholdingEnsembles(0.3) })`. All neurons prefer positive values; most of them start to fire just above the
 * threshold, so that it is sharp; decoders are solved for values above it. `ValidationError` where the threshold is not below the radius.
 */
export function thresholdingEnsembles(threshold: number, options: ThresholdingOptions = {}): Defaults {
  const { interceptWidth = 0.15, radius = 1 } = knownOptions('thresholdingEnsembles', options, names);
  if (!(threshold >= -radius && threshold < radius)) {
    throw new ValidationError(`thresholdingEnsembles: threshold must be in [${-radius}, ${radius}), but ${threshold} was given`, {
      code: 'invalid-parameter',
      object: 'thresholdingEnsembles',
      given: threshold,
      allowed: `[${-radius}, ${radius})`,
    });
  }
  const start = threshold / radius;
  return Object.freeze({
    ensemble: Object.freeze({
      radius,
      encoders: choice([[1]]),
      intercepts: exponential(interceptWidth, { shift: start, high: 1 }),
      evalPoints: uniform(start, 1),
    }),
  });
}
