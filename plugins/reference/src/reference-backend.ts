import { lower, type Model, type Pass, standardPasses } from '@rheobase/compiler';
import { knownOptions, optionNames } from '@rheobase/core';
import { type Backend, type Engine, type EngineOptions, interpret, plainKernels, type Refusal } from '@rheobase/runtime';

export interface ReferenceOptions {
  /** What makes programs smaller before they run; none changes a bit. Default `standardPasses`. */
  readonly passes?: readonly Pass[];
}

const names = optionNames<ReferenceOptions>({ passes: true });

/** The options of the plugin, checked. */
export const referenceOptions = (options: ReferenceOptions): ReferenceOptions => knownOptions('reference', options, names);

/**
 * Spiking and rate simulation in float64, event-driven wherever spikes go in. Every other backend is held to what it computes. It always
 * works in float64 and on one thread.
 */
export class ReferenceBackend implements Backend {
  readonly name = 'reference';
  readonly equivalence = 'E0';
  readonly #passes: readonly Pass[];

  constructor(options: ReferenceOptions = {}) {
    const { passes = standardPasses } = referenceOptions(options);
    this.#passes = passes;
  }

  /** None: `plainKernels` has every operator there is. */
  refusals(_model: Model): readonly Refusal[] {
    return [];
  }

  compile(model: Model, options: EngineOptions): Engine {
    return interpret(lower(model, { ...options, passes: this.#passes }), plainKernels, options);
  }
}
