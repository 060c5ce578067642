import type { Samples, Source } from '@rheobase/data';
import type { Model } from '@rheobase/model';

/** What the draws of a run follow from. */
export interface RateRunnerOptions {
  /** Of what is drawn while it runs. Default 0. */
  readonly seed?: number;
  /** The number of the first item in its data set: item i of `x` draws as item `firstItem + i` does. Default 0. */
  readonly firstItem?: number;
}

/** Runs a rate model on data and returns the input current and output of every ensemble: what conversion calibrates on. */
export interface RateRunner {
  readonly name: string;
  /** One result per ensemble path, (items, steps, neurons). Items are taken one step at a time from the model's only input node. */
  activations(
    model: Model,
    x: Source,
    options?: RateRunnerOptions,
  ): Promise<ReadonlyMap<string, { readonly current: Samples; readonly output: Samples }>>;
}
