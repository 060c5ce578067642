import { knownOptions, optionNames, ValidationError } from '@rheobase/core';
import { compileSimulator, type Simulator } from '@rheobase/kernels';
import type { Model } from '@rheobase/model';
import { lower, standardPasses } from '@rheobase/program';
import type { Backend, Engine, EngineOptions, Refusal, Services } from '@rheobase/runtime';
import type { ActivityListener } from './activity.js';
import { WasmEngine } from './engine/wasm-engine.js';
import { hostMessages } from './on-host.js';
import { planProgram } from './plan/plan-program.js';
import { threadEngines } from './threads/thread-engines.js';

export interface WasmOptions {
  /** Told when a simulation is disposed of: how active the inputs of its operators were, and which way these took. */
  readonly activity?: ActivityListener;
  /** Whether to run in plain TypeScript, as where there is no WebAssembly or it has no vectors: the same bits, slower. Default false. */
  readonly plain?: boolean;
}

const names = optionNames<WasmOptions>({ activity: true, plain: true });

/** The options of the plugin, checked. */
export function wasmOptions(options: WasmOptions): WasmOptions {
  const { activity } = knownOptions('wasm', options, names);
  if (activity === undefined || typeof activity === 'function') return options;
  throw new ValidationError(`wasm: activity must be a function of a list of operators, but ${String(activity)} was given`, {
    code: 'invalid-parameter',
    object: 'wasm',
    given: activity,
    allowed: 'a function',
  });
}

/**
 * The fast simulator: SIMD kernels in WebAssembly, many steps in one call. In float64 bit for bit what the reference computes; in float32
 * faster, within E2. With `threads`, workers take their shares of the items, or of the network; no result depends on it.
 */
export class WasmBackend implements Backend {
  readonly name = 'wasm';
  readonly equivalence = Object.freeze({ float64: 'E0', float32: 'E2' } as const);
  readonly #warn: Services['warn'];
  readonly #activity: WasmOptions['activity'];
  readonly #plain: boolean;
  readonly #simulator: Promise<Simulator>;

  constructor({ warn }: Pick<Services, 'warn'>, options: WasmOptions = {}) {
    const { activity, plain = false } = wasmOptions(options);
    this.#warn = warn;
    this.#activity = activity;
    this.#plain = plain;
    // At once, as it goes on beside whatever comes before the first simulation.
    this.#simulator = plain ? Promise.resolve('plain') : compileSimulator();
  }

  /** None: `plainKernels` has every operator there is. */
  refusals(_model: Model): readonly Refusal[] {
    return [];
  }

  async compile(model: Model, options: EngineOptions): Promise<Engine> {
    const program = lower(model, { ...options, passes: standardPasses });
    const { precision, batch, threads, firstItem = 0 } = options;
    const simulator = await this.#simulator;
    if (simulator === 'plain') {
      if (!this.#plain)
        this.#warn('there is no WebAssembly with vectors here, so everything runs in plain TypeScript: the same results, slower');
      if (threads > 1) this.#warn(`threads: ${threads} asked for, but plain TypeScript runs on one thread`);
    } else if (threads > 1)
      return threadEngines({
        program,
        precision,
        batch,
        firstItem,
        threads,
        compiled: simulator,
        warn: this.#warn,
        activity: this.#activity,
      });
    const plan = planProgram(program, precision, batch);
    for (const message of hostMessages(program, plan)) this.#warn(message);
    return new WasmEngine(program, plan, simulator, firstItem, this.#activity);
  }
}
