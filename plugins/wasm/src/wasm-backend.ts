import { knownOptions, optionNames, UnsupportedError, ValidationError } from '@rheobase/core';
import type { Model } from '@rheobase/model';
import { checkedPasses, lower, type Pass, standardPasses } from '@rheobase/program';
import { type Backend, definePlugin, type Engine, type EngineOptions, type Plugin, type Refusal, type Services } from '@rheobase/runtime';
import type { ActivityListener } from './engine/activity.js';
import { WasmEngine } from './engine/wasm-engine.js';
import { type Compiled, compileSimulator, whyNotHere } from './machine/machine.js';
import { planProgram } from './plan/plan-program.js';
import { hostMessages } from './plan/table/plan.js';
import { threadEngines } from './threads/thread-engines.js';

export interface WasmOptions {
  /** Called when a simulation is disposed of, with how active the inputs of its operators were and which way these took. */
  readonly activity?: ActivityListener;
  /** What makes programs smaller, or places operators of the user, before they run. Default `standardPasses`. */
  readonly passes?: readonly Pass[];
}

const names = optionNames<WasmOptions>({ activity: true, passes: true });

/** The options of the plugin, checked. */
function wasmOptions(options: WasmOptions): WasmOptions {
  const { activity, passes } = knownOptions('wasm', options, names);
  checkedPasses('wasm', passes);
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
  readonly #passes: readonly Pass[];
  /** Why the module cannot run here; null if it can. */
  readonly #reason: string | null;
  readonly #compiled: Promise<Compiled> | null;

  constructor({ warn }: Pick<Services, 'warn'>, options: WasmOptions = {}) {
    this.#warn = warn;
    const { activity, passes = standardPasses } = wasmOptions(options);
    this.#activity = activity;
    this.#passes = passes;
    this.#reason = whyNotHere();
    // Starts here, beside whatever comes before the first simulation.
    this.#compiled = this.#reason === null ? compileSimulator() : null;
  }

  /** Of a model none, as what has no kernel runs on the host; everything if there is no WebAssembly with vectors. */
  refusals(_model?: Model): readonly Refusal[] {
    if (this.#reason === null) return [];
    const reason = `${this.#reason}; run on the backend 'reference', whose bits wasm gives in float64`;
    return [{ object: 'any model', feature: 'WebAssembly', reason }];
  }

  async compile(model: Model, options: EngineOptions): Promise<Engine> {
    const program = lower(model, { ...options, passes: this.#passes });
    const { precision, batch, threads, firstItem = 0 } = options;
    const compiled = await this.#compiled;
    if (compiled === null) {
      throw new UnsupportedError(`backend wasm cannot run any model: ${this.#reason}`, { code: 'refused', given: this.refusals() });
    }
    if (threads > 1)
      return threadEngines({ program, precision, batch, firstItem, threads, compiled, warn: this.#warn, activity: this.#activity });
    const plan = planProgram(program, precision, batch);
    for (const message of hostMessages(program, plan)) this.#warn(message);
    return new WasmEngine(program, plan, compiled, firstItem, this.#activity);
  }
}

/**
 * The fast backend `wasm`, as a plugin for `createRuntime`. `activity` takes how active the inputs of operators were:
 * `wasm({ activity: operators => console.log(printActivity(operators)) })`.
 */
export const wasm = (options: WasmOptions = {}): Plugin => {
  const given = wasmOptions(options);
  return definePlugin({
    name: '@rheobase/plugin-wasm',
    version: '0.1.0',
    contract: 2,
    backends: [services => new WasmBackend(services, given)],
  });
};
