import { knownOptions, optionNames, ValidationError } from '@rheobase/core';
import type { Model } from '@rheobase/model';
import { lower, type Pass, plainKernels, standardPasses } from '@rheobase/program';
import { type Backend, type Engine, type EngineOptions, interpret, type Refusal, type Services } from '@rheobase/runtime';

export interface ReferenceOptions {
  /** What makes programs smaller before they run; none changes a bit. Default `standardPasses`. */
  readonly passes?: readonly Pass[];
}

const names = optionNames<ReferenceOptions>({ passes: true });

const isPass = (given: unknown): boolean => typeof given === 'object' && given !== null && 'apply' in given;

/** The options of the plugin, checked. */
export function referenceOptions(options: ReferenceOptions): ReferenceOptions {
  const { passes } = knownOptions('reference', options, names);
  if (passes === undefined || (Array.isArray(passes) && passes.every(isPass))) return options;
  throw new ValidationError(`reference: passes must be a list of passes, such as standardPasses or [], but ${String(passes)} was given`, {
    code: 'invalid-parameter',
    object: 'reference',
    given: passes,
    allowed: `a list of passes (${standardPasses.map(({ name }) => name).join(', ')}, or of your own)`,
  });
}

/**
 * Spiking and rate simulation in float64, event-driven wherever spikes go in. Every other backend is held to what it computes. It always
 * works in float64 and on one thread.
 */
export class ReferenceBackend implements Backend {
  readonly name = 'reference';
  readonly equivalence = 'E0';
  readonly #passes: readonly Pass[];
  readonly #warn: Services['warn'];

  /** @param warn takes the warning that float32 was asked for; default nobody */
  constructor(options: ReferenceOptions = {}, warn: Services['warn'] = () => undefined) {
    const { passes = standardPasses } = referenceOptions(options);
    this.#passes = passes;
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
