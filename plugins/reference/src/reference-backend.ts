import { lower, type Model, type Pass, standardPasses } from '@rheobase/compiler';
import { type Backend, type Engine, type EngineOptions, interpret, plainKernels, type Refusal } from '@rheobase/runtime';

/**
 * Spiking and rate simulation in float64, event-driven wherever spikes go in. Every other backend is held to what it computes. It always
 * works in float64 and on one thread.
 */
export class ReferenceBackend implements Backend {
  readonly name = 'reference';
  readonly equivalence = 'E0';
  readonly #passes: readonly Pass[];

  /** @param passes what makes programs smaller before they run; default `standardPasses` */
  constructor({ passes = standardPasses }: { readonly passes?: readonly Pass[] } = {}) {
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
