import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { type Distribution, type DistributionInput, toDistribution } from '../distributions/distribution.js';
import { uniform } from '../distributions/numbers.js';
import { scatteredHypersphere } from '../distributions/spheres.js';
import { ValidationError } from '../errors.js';
import { lif } from '../neurons/lif.js';
import { stateNames } from '../neurons/neuron.js';
import type { NeuronRecord } from '../neurons/neurons.js';
import { type ProcessRecord, processSizes } from '../processes/process.js';
import { checkedSeed } from '../seed.js';
import { wholeNumber } from '../size.js';
import { broadcasts, sizeOf } from '../tensor.js';
import { givenPoints } from './contradictions.js';
import { needEnsembleRecords } from './given-records.js';
import { type Hints, noHints } from './hints.js';

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

const invalid = (path: string, name: string, given: unknown, allowed: string) =>
  new ValidationError(`${path}: ${name} must be ${allowed}, but ${String(given)} was given`, {
    code: 'invalid-parameter',
    object: path,
    given,
    allowed,
  });

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

/** An ensemble's options with defaults filled in and checked; errors name the ensemble, the option and the value. */
export function ensembleSettings(path: string, size: number, dimensions: number, options: EnsembleOptions): EnsembleSettings {
  knownOptions(path, options, ensembleOptionNames);
  const { neuronType = lif(), radius = 1, encoders = scatteredHypersphere({ surface: true }), evalPointCount = null } = options;
  const { initialState = {} } = options;
  needEnsembleRecords(path, options);
  // What the neurons of a direct ensemble would be like has no meaning.
  const { shape = [size], parameterShape = shape } = neuronType.type === 'direct' ? {} : options;
  if (!Number.isInteger(size) || (size < 1 && neuronType.type !== 'direct')) throw invalid(path, 'neurons', size, 'a whole number >= 1');
  if (!Number.isInteger(dimensions) || dimensions < 1) throw invalid(path, 'dimensions', dimensions, 'a whole number >= 1');
  if (!(radius > 0 && Number.isFinite(radius))) throw invalid(path, 'radius', radius, 'a finite number > 0');
  if (sizeOf(shape) !== size) throw invalid(path, 'shape', `[${shape}]`, `a shape of ${size} neurons`);
  if (!broadcasts(parameterShape, shape))
    throw invalid(path, 'parameterShape', `[${parameterShape}]`, `a shape that repeats to [${shape}]`);
  if (evalPointCount !== null && !(Number.isInteger(evalPointCount) && evalPointCount >= 1)) {
    throw invalid(path, 'evalPointCount', evalPointCount, 'a whole number >= 1');
  }
  if ((options.gain === undefined) !== (options.bias === undefined)) {
    throw invalid(path, 'gain and bias', options.gain === undefined ? 'bias alone' : 'gain alone', 'given together');
  }
  const { noise = null, noiseSeed } = options;
  if (noise !== null && (neuronType.type === 'direct' || processSizes(noise, size).sizeIn > 0)) {
    throw invalid(path, 'noise', noise.type, 'a process that takes no input, on neurons');
  }
  if (noiseSeed !== undefined) wholeNumber(path, 'noiseSeed', noiseSeed, 0);
  if (noiseSeed !== undefined && options.noise === undefined) throw invalid(path, 'noiseSeed', noiseSeed, 'given together with noise');
  const names = stateNames(neuronType);
  for (const name of Object.keys(initialState)) {
    if (!names.includes(name))
      throw invalid(path, 'initialState', `'${name}'`, `a state of ${neuronType.type} (${names.join(', ') || 'none'})`);
  }
  // Options without effect are not stored, whether given or by default.
  const tuned = options.gain === undefined ? options : {};
  const directions = encoders === null || neuronType.type === 'direct' ? null : toDistribution(encoders);
  const represented = directions === null ? {} : options;
  const evalPoints = toDistribution(represented.evalPoints ?? scatteredHypersphere());
  return Object.freeze({
    seed: checkedSeed(path, options.seed ?? 0),
    neuronType,
    radius,
    encoders: directions,
    normalizeEncoders: represented.normalizeEncoders ?? true,
    intercepts: toDistribution(tuned.intercepts ?? uniform(-1, 0.9)),
    maxRates: toDistribution(tuned.maxRates ?? uniform(200, 400)),
    gain: options.gain === undefined ? null : toDistribution(options.gain),
    bias: options.bias === undefined ? null : toDistribution(options.bias),
    evalPoints,
    evalPointCount: givenPoints(evalPoints, dimensions) === null ? (represented.evalPointCount ?? null) : null,
    initialState: Object.freeze(Object.fromEntries(Object.entries(initialState).map(([name, value]) => [name, toDistribution(value)]))),
    shape: Object.freeze([...shape]),
    parameterShape: Object.freeze([...parameterShape]),
    noise,
    ...(noise === null || noiseSeed === undefined ? {} : { noiseSeed }),
    hints: options.hints ?? noHints,
  });
}
