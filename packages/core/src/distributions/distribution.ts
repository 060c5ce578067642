import { ValidationError } from '../errors.js';
import { type ArrayInput, isTensor, type Tensor, toTensor } from '../tensor.js';

/** Uniform over [low, high); `integer` draws whole numbers below `high`. */
export interface Uniform {
  readonly type: 'uniform';
  readonly low: number;
  readonly high: number;
  readonly integer: boolean;
}

/** One of the options, each with its weight. */
export interface Choice {
  readonly type: 'choice';
  readonly options: readonly (readonly number[])[];
  readonly weights: readonly number[];
}

/** Normal with mean and standard deviation. */
export interface Gaussian {
  readonly type: 'gaussian';
  readonly mean: number;
  readonly std: number;
}

/** Uniform in the unit ball, or on its surface. */
export interface Hypersphere {
  readonly type: 'hypersphere';
  readonly surface: boolean;
  /** Lowest vector length, in [0, 1). */
  readonly minMagnitude: number;
}

/** Given values, row after row. */
export interface Samples {
  readonly type: 'samples';
  readonly values: Tensor;
}

/** How to draw values: symbolic in a Network, drawn once by `build`. */
export type Distribution = Uniform | Choice | Gaussian | Hypersphere | Samples;

/** What a distribution-valued option takes: a distribution, or the values themselves. */
export type DistributionInput = Distribution | ArrayInput;

function fail(type: string, what: string, given: unknown, allowed: string): never {
  throw new ValidationError(`${type}: ${what} must be ${allowed}, but ${String(given)} was given`, {
    code: 'invalid-parameter',
    object: type,
    given,
    allowed,
  });
}

/** Uniform over [low, high). */
export function uniform(low: number, high: number, { integer = false }: { readonly integer?: boolean } = {}): Uniform {
  if (!Number.isFinite(low)) fail('uniform', 'low', low, 'a finite number');
  if (!(Number.isFinite(high) && high >= low)) fail('uniform', 'high', high, `a finite number >= low (${low})`);
  return Object.freeze({ type: 'uniform', low, high, integer });
}

/** One of `options` (numbers or vectors), with `weights` that need not sum to one (default: equal). */
export function choice(options: readonly (number | readonly number[])[], weights?: readonly number[]): Choice {
  if (options.length === 0) fail('choice', 'options', '[]', 'a list of at least one');
  const used = weights ?? options.map(() => 1);
  if (used.length !== options.length) fail('choice', 'weights', `${used.length} weights`, `${options.length} weights, one per option`);
  if (used.some(w => !(w >= 0 && Number.isFinite(w))) || !used.some(w => w > 0))
    fail('choice', 'weights', used, 'finite numbers >= 0, not all zero');
  const rows = options.map(option => Object.freeze(typeof option === 'number' ? [option] : [...option]));
  if (rows.some(row => row.length === 0 || row.some(x => !Number.isFinite(x))))
    fail('choice', 'options', JSON.stringify(rows), 'finite numbers or vectors');
  return Object.freeze({ type: 'choice', options: Object.freeze(rows), weights: Object.freeze([...used]) });
}

/** Normal with `mean` and standard deviation `std` (> 0). */
export function gaussian(mean: number, std: number): Gaussian {
  if (!Number.isFinite(mean)) fail('gaussian', 'mean', mean, 'a finite number');
  if (!(std > 0 && Number.isFinite(std))) fail('gaussian', 'std', std, 'finite and > 0');
  return Object.freeze({ type: 'gaussian', mean, std });
}

/** Uniform in the unit ball of as many dimensions as are asked for, or on its surface. */
export function hypersphere({
  surface = false,
  minMagnitude = 0,
}: {
  readonly surface?: boolean;
  readonly minMagnitude?: number;
} = {}): Hypersphere {
  if (!(minMagnitude >= 0 && minMagnitude < 1)) fail('hypersphere', 'minMagnitude', minMagnitude, 'in [0, 1)');
  return Object.freeze({ type: 'hypersphere', surface, minMagnitude });
}

/** The values themselves. */
export const samples = (values: ArrayInput): Samples => Object.freeze({ type: 'samples', values: toTensor(values) });

/** A distribution from what a caller may give: arrays and numbers become `samples`. */
export function toDistribution(value: DistributionInput): Distribution {
  return typeof value === 'number' || Array.isArray(value) || isTensor(value) || !('type' in value) ? samples(value) : value;
}
