import type { Samples } from '@rheobase/data';
import type { Channels } from './channels.js';

/** The value below which `percent` per cent of the values lie, interpolated linearly between neighbours; 0 for no values. */
export function percentile(values: Float64Array, percent: number): number {
  const sorted = values.slice().sort();
  const place = ((sorted.length - 1) * percent) / 100;
  const below = Math.floor(place);
  const low = sorted[below] ?? 0;
  return low + ((sorted[below + 1] ?? low) - low) * (place - below);
}

/** What calibration data say about one layer of rectified neurons. */
export interface LayerStatistics {
  /** Threshold of each channel, in units of the current. */
  readonly thresholds: Float64Array;
  /** Mean of current by threshold, each between 0 and 1: spikes per step at one spike a step at most. */
  readonly meanRate: number;
  /** Fraction of currents above zero. */
  readonly active: number;
  /** Fraction of channels that no item drives above zero; they get the threshold of the whole layer. */
  readonly dead: number;
  /** Fraction of currents above their channel's threshold, which spikes cannot follow. */
  readonly clipped: number;
}

/** Thresholds at a percentile of each channel's rectified currents over items and positions (Rueckauer et al., 2017, per channel). */
export function thresholdsOf({ shape, data }: Samples, channels: Channels, percent: number): LayerStatistics {
  const [batch, steps, neurons] = shape;
  const rows = batch * steps;
  const perChannel = Array.from({ length: channels.count }, () => new Float64Array((rows * neurons) / channels.count));
  const filled = new Int32Array(channels.count);
  let positive = 0;
  for (let i = 0; i < data.length; i++) {
    const current = Math.max(data[i] ?? 0, 0);
    const channel = channels.channelOf(i % neurons);
    const values = perChannel[channel];
    const at = filled[channel] ?? 0;
    if (values) values[at] = current;
    filled[channel] = at + 1;
    if (current > 0) positive += 1;
  }
  const found = perChannel.map(values => percentile(values, percent));
  const whole =
    percentile(
      Float64Array.from(data, x => Math.max(x, 0)),
      percent,
    ) || 1;
  const thresholds = Float64Array.from(found, threshold => (threshold > 0 ? threshold : whole));
  let clipped = 0;
  let sum = 0;
  for (let i = 0; i < data.length; i++) {
    const ratio = (data[i] ?? 0) / (thresholds[channels.channelOf(i % neurons)] ?? 1);
    if (ratio > 1) clipped += 1;
    sum += Math.min(Math.max(ratio, 0), 1);
  }
  return {
    thresholds,
    meanRate: sum / data.length,
    active: positive / data.length,
    dead: found.filter(threshold => !(threshold > 0)).length / channels.count,
    clipped: clipped / data.length,
  };
}
