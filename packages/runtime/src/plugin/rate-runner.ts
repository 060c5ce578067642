import type { Model } from '@rheobase/compiler';
import type { Samples } from '../data/samples.js';

/** Runs a rate model on data and returns the input current and output of every ensemble: what conversion calibrates on. */
export interface RateRunner {
  readonly name: string;
  /** One result per ensemble path, (items, steps, neurons). Items are taken one step at a time from the model's only input node. */
  activations(model: Model, x: Samples): Promise<ReadonlyMap<string, { readonly current: Samples; readonly output: Samples }>>;
}
