import type { Distribution, DistributionInput } from '../distributions/distribution.js';
import type { NeuronRecord } from '../neurons/neuron.js';
import type { ProcessRecord } from '../processes/process.js';
import type { Slice } from './elements.js';
import type { Hints } from './hints.js';
import { type Current, elementsAt, type Neurons, type View } from './view.js';

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

/** A group of neurons that together represent a vector of `dimensions` values; a `direct` one has no neurons and passes the vector on. */
export class Ensemble<D extends number = number, N extends number = number> {
  readonly kind = 'ensemble';
  readonly path: string;
  readonly size: N;
  readonly dimensions: D;
  readonly settings: EnsembleSettings;
  readonly neurons: Neurons<N>;
  readonly current: Current;

  /** @internal Made by `Network.ensemble`. */
  constructor(path: string, size: N, dimensions: D, settings: EnsembleSettings) {
    this.path = path;
    this.size = size;
    this.dimensions = dimensions;
    this.settings = settings;
    const { shape } = settings;
    const neurons: Neurons<N> = Object.freeze({
      kind: 'neurons',
      ensemble: this,
      path,
      size,
      shape,
      at: (...elements: readonly unknown[]) => elementsAt(neurons, size, elements),
    });
    const current: Current = Object.freeze({
      kind: 'current',
      ensemble: this,
      path,
      size,
      shape,
      at: (...elements: readonly unknown[]) => elementsAt(current, size, elements),
    });
    this.neurons = neurons;
    this.current = current;
    Object.freeze(this);
  }

  /** Some of its dimensions: see `At`. */
  at<const I extends readonly number[]>(...indices: I): View<I['length']>;
  at<const I extends readonly number[]>(indices: I): View<I['length']>;
  at(elements: ArrayLike<number> | Slice): View;
  at(...elements: readonly unknown[]): View {
    return elementsAt(this, this.dimensions, elements);
  }
}
