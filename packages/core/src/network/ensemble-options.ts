import { optionNames } from '../definitions/known-options.js';
import type { Distribution, DistributionInput } from '../distributions/distribution.js';
import type { NeuronRecord } from '../neurons/neurons.js';
import type { ProcessRecord } from '../processes/process.js';
import type { Hints } from './hints.js';

/** What may be said of an ensemble; every distribution also takes the values themselves. */
export interface EnsembleOptions {
  readonly label?: string;
  /** Default: from the network's seed and the path. */
  readonly seed?: number;
  /** Default `lif()`. */
  readonly neuronType?: NeuronRecord;
  /** Range of represented values. Default 1. */
  readonly radius?: number;
  /** Preferred directions, one row per neuron. Default `scatteredHypersphere({ surface: true })`. null: no represented value, neurons only. */
  readonly encoders?: DistributionInput | null;
  /** Whether encoders are divided by their length. Default true. */
  readonly normalizeEncoders?: boolean;
  /**
   * Where along its encoder each neuron starts to fire: below 1, or above 1 for a `sigmoid` whose max rate is below half of its highest.
   * Default uniform(-1, 0.9).
   */
  readonly intercepts?: DistributionInput;
  /** Rate of each neuron at the end of its encoder, Hz. Default uniform(200, 400). */
  readonly maxRates?: DistributionInput;
  /** Factor on the input, in place of maxRates and intercepts; goes together with `bias`. */
  readonly gain?: DistributionInput;
  /** Constant current; goes together with `gain`. */
  readonly bias?: DistributionInput;
  /** Points in the unit ball for which decoders are solved. Default `scatteredHypersphere()`. */
  readonly evalPoints?: DistributionInput;
  /** How many to draw. Default max(clip(500 dimensions, 750, 2500), 2 neurons). */
  readonly evalPointCount?: number;
  /** Values of state variables before the first step, by name. Default: as the neuron type says, a voltage uniform(0, 1) for most that spike. */
  readonly initialState?: Readonly<Record<string, DistributionInput>>;
  /** How the neurons are laid out (channels last, say). Default [neurons]. */
  readonly shape?: readonly number[];
  /** Shape in which gain and bias are drawn; repeats to `shape`. [1, 1, channels] ties them per channel. Default `shape`. */
  readonly parameterShape?: readonly number[];
  /** Added to the current of each neuron in every step: a process of as many values as there are neurons. Default null. */
  readonly noise?: ProcessRecord | null;
  /** Of the draws of `noise`, a whole number >= 0: with it, they are the same in every simulation. Default: they follow from `seed` and the simulation's seed. */
  readonly noiseSeed?: number;
  readonly hints?: Hints;
}

/** Options with every default filled in; distributions still symbolic. */
export interface EnsembleSettings {
  readonly seed: number;
  readonly neuronType: NeuronRecord;
  readonly radius: number;
  readonly encoders: Distribution | null;
  readonly normalizeEncoders: boolean;
  readonly intercepts: Distribution;
  readonly maxRates: Distribution;
  readonly gain: Distribution | null;
  readonly bias: Distribution | null;
  readonly evalPoints: Distribution;
  readonly evalPointCount: number | null;
  readonly initialState: Readonly<Record<string, Distribution>>;
  readonly shape: readonly number[];
  readonly parameterShape: readonly number[];
  readonly noise: ProcessRecord | null;
  /** Absent: the draws of the noise follow from `seed` and the simulation's seed. */
  readonly noiseSeed?: number;
  readonly hints: Hints;
}

/** The names of what may be said of an ensemble. */
export const ensembleOptionNames = optionNames<EnsembleOptions>({
  label: true,
  seed: true,
  neuronType: true,
  radius: true,
  encoders: true,
  normalizeEncoders: true,
  intercepts: true,
  maxRates: true,
  gain: true,
  bias: true,
  evalPoints: true,
  evalPointCount: true,
  initialState: true,
  shape: true,
  parameterShape: true,
  noise: true,
  noiseSeed: true,
  hints: true,
});
