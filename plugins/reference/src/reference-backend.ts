import { knownOptions, optionNames } from '@rheobase/core';
import type { Model } from '@rheobase/model';
import { checkedPasses, lower, type Pass, plainKernels } from '@rheobase/program';
import { type Backend, type Engine, type EngineOptions, interpret, type Refusal, type Services } from '@rheobase/runtime';

export interface ReferenceOptions {
  /** What makes programs smaller before they run; none changes a bit. Default `standardPasses`. */
  readonly passes?: readonly Pass[];
}

const names = optionNames<ReferenceOptions>({ passes: true });

/** The options of the plugin, checked. */
export const referenceOptions = (options: ReferenceOptions): Required<ReferenceOptions> => ({
  passes: checkedPasses('reference', knownOptions('reference', options, names).passes),
});

/**
 * Spiking and rate simulation in float64, event-driven wherever spikes go in. Every other backend is checked against it. It always
 * works in float64 and on one thread.
 */
export class ReferenceBackend implements Backend {
  readonly name = 'reference';
  readonly equivalence = 'E0';
  readonly #passes: readonly Pass[];
  readonly #warn: Services['warn'];

  /** @param warn takes the warning that float32 was asked for; default nobody */
  constructor(options: ReferenceOptions = {}, warn: Services['warn'] = () => undefined) {
    this.#passes = referenceOptions(options).passes;
    this.#warn = warn;
  }

  /** None: `plainKernels` has every operator there is. */
  refusals(_model: Model): readonly Refusal[] {
    return [];
  }

  compile(model: Model, options: EngineOptions): Engine {
    if (options.precision === 'float32') {
      this.#warn("reference: precision 'float32' was asked for, but it computes in float64, which is slower");
    }
    return interpret(lower(model, { ...options, passes: this.#passes }), plainKernels, options);
  }
}
