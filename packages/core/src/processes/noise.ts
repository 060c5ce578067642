import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import type { Distribution, DistributionRecord } from '../distributions/distribution.js';
import { gaussian } from '../distributions/numbers.js';
import { linearFilter } from '../synapses/linear-filter.js';
import { lowpass } from '../synapses/lowpass.js';
import type { SynapseRecord } from '../synapses/synapse.js';
import type { Tensor } from '../tensor.js';
import { checkedProcess } from './check-process.js';

/** A draw of its own for every element and step. */
export interface WhiteNoise<A = Tensor> {
  readonly type: 'whiteNoise';
  readonly distribution: DistributionRecord<A>;
  /** Whether draws are divided by the square root of the step, so that what a filter makes of them does not depend on it. */
  readonly scale: boolean;
}

/** White noise through a filter. */
export interface FilteredNoise<A = Tensor> {
  readonly type: 'filteredNoise';
  readonly synapse: SynapseRecord;
  readonly distribution: DistributionRecord<A>;
  readonly scale: boolean;
}

export interface NoiseOptions {
  /**
   * Default `gaussian(0, 1)`. `choice` among numbers chooses for every element, among vectors for all of a step together; `samples` is one
   * row (or number), which is drawn in every step. The width of vectors and rows is that of the process.
   */
  readonly distribution?: Distribution;
  /** Default true: draws times 1 / sqrt(dt). */
  readonly scale?: boolean;
}

const noiseNames = optionNames<NoiseOptions>({ distribution: true, scale: true });

export interface FilteredNoiseOptions extends NoiseOptions {
  /** Acts within the step. Default `lowpass(0.005)`. */
  readonly synapse?: SynapseRecord;
}

/** Independent draws in every step. */
export function whiteNoise(options: NoiseOptions = {}): WhiteNoise {
  const { distribution = gaussian(0, 1), scale = true } = knownOptions('whiteNoise', options, noiseNames, 'whiteNoise');
  return checkedProcess({ type: 'whiteNoise', distribution, scale });
}

const filteredNames = optionNames<FilteredNoiseOptions>({ synapse: true, distribution: true, scale: true });

/** White noise through a filter, which acts within the step. Default `lowpass(0.005)`. */
export function filteredNoise(options: FilteredNoiseOptions = {}): FilteredNoise {
  const known = knownOptions('filteredNoise', options, filteredNames, 'filteredNoise');
  const { synapse = lowpass(0.005), distribution = gaussian(0, 1), scale = true } = known;
  return checkedProcess({ type: 'filteredNoise', synapse, distribution, scale });
}

/** The running sum of white noise: Brownian motion, whose variance after t seconds is t for the default distribution. */
export const brownNoise = (options: NoiseOptions = {}): FilteredNoise =>
  filteredNoise({
    ...knownOptions('brownNoise', options, noiseNames),
    synapse: linearFilter({ numerator: [1], denominator: [1, 0], method: 'euler' }),
  });
