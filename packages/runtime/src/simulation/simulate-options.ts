import { type Definition, type HostFunctions, optionNames } from '@rheobase/core';
import type { EngineOptions } from '../plugin/backend.js';
import type { Inputs } from './inputs.js';

/** What `runtime.simulate` takes beside a Model. */
export interface SimulateOptions {
  /** Default the first of those that the runtime prefers (`createRuntime`) that can run the model, or the only one. */
  readonly backend?: string;
  /** Length of a step, s. Default 0.001. */
  readonly dt?: number;
  readonly inputs?: Inputs;
  /** Whether inputs that end early keep their last row. Default false. */
  readonly hold?: boolean;
  /** Items side by side. Default that of the inputs, or 1. */
  readonly batch?: number;
  /** Default 'float64'. */
  readonly precision?: EngineOptions['precision'];
  /** How many threads may share the work, for backends that can; it changes no result. Default 1. */
  readonly threads?: number;
  /** Host functions, by name or as records of `hostFunction`, for models that come without them. */
  readonly functions?: HostFunctions;
  /** What was defined in code (`defineLearningRule(...).definition`, …), for models that were read back. */
  readonly definitions?: readonly Definition[];
  /** Of what is drawn while it runs, a whole number. Default 0. */
  readonly seed?: number;
  /** The number of the first item in its data set: item i of the batch draws as item `firstItem + i` does. Default 0. */
  readonly firstItem?: number;
}

export const simulateOptionNames = optionNames<SimulateOptions>({
  backend: true,
  dt: true,
  inputs: true,
  hold: true,
  batch: true,
  precision: true,
  threads: true,
  functions: true,
  definitions: true,
  seed: true,
  firstItem: true,
});
