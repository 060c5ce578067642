import type { Network } from 'rheobase';

/** A network of which running or building is timed. */
export interface NetworkBenchmark {
  readonly name: string;
  /** `build`: only building is timed; `fixed-point`: on that backend, whichever is asked for. */
  readonly suite: 'simulate' | 'build' | 'fixed-point';
  make(): Network;
  /** Steps of each timed run; 0: none. */
  readonly steps: number;
  /** Steps, after the timed ones, over which spikes are counted; 0: they are not counted. */
  readonly rateSteps: number;
  /** Length of a step, s. */
  readonly dt: number;
  /** Items side by side. */
  readonly batch: number;
}

/** A rate network that is trained on images of 28 × 28: from its only input node to its only probe. */
export interface TrainingBenchmark {
  readonly name: string;
  readonly suite: 'train';
  make(): Network;
  /** Images of an epoch. */
  readonly images: number;
  /** Images per parameter update. */
  readonly batch: number;
}

export type Benchmark = NetworkBenchmark | TrainingBenchmark;
export type Suite = Benchmark['suite'];
export const suites: readonly Suite[] = Object.freeze(['simulate', 'build', 'train', 'fixed-point']);

type Options = Partial<Pick<NetworkBenchmark, 'rateSteps' | 'dt' | 'batch'>>;

export const simulated = (
  name: string,
  make: () => Network,
  steps: number,
  { rateSteps = 100, dt = 0.001, batch = 1 }: Options = {},
): NetworkBenchmark => Object.freeze({ name, suite: 'simulate', make, steps, rateSteps, dt, batch });

export const built = (name: string, make: () => Network): NetworkBenchmark =>
  Object.freeze({ name, suite: 'build', make, steps: 0, rateSteps: 0, dt: 0.001, batch: 1 });

export const onChip = (name: string, make: () => Network, steps: number): NetworkBenchmark =>
  Object.freeze({ name, suite: 'fixed-point', make, steps, rateSteps: 0, dt: 0.001, batch: 1 });

export const trained = (name: string, make: () => Network): TrainingBenchmark =>
  Object.freeze({ name, suite: 'train', make, images: 8000, batch: 100 });
