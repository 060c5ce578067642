import { lower, type Model, standardPasses } from '@rheobase/compiler';
import { type Compiled, compileModule } from '@rheobase/kernels';
import { type Backend, type Engine, type EngineOptions, plainKernels, type Refusal, refuse, type Services } from '@rheobase/runtime';
import { WasmEngine } from './engine/wasm-engine.js';
import { planProgram } from './plan/plan-program.js';
import { threadEngines } from './threads/thread-engines.js';

/**
 * The fast simulator: SIMD kernels in WebAssembly, many steps in one call. In float64 bit for bit what the reference computes; in float32
 * faster, within E2. With `threads`, workers take their shares of the items, or of the network; no result depends on it.
 */
export class WasmBackend implements Backend {
  readonly name = 'wasm';
  readonly equivalence = Object.freeze({ float64: 'E0', float32: 'E2' } as const);
  readonly #warn: Services['warn'];
  #compiled: Promise<Compiled> | null = null;

  constructor({ warn }: Pick<Services, 'warn'>) {
    this.#warn = warn;
  }

  refusals(model: Model): readonly Refusal[] {
    return refuse(model, { kernels: plainKernels });
  }

  async compile(model: Model, options: EngineOptions): Promise<Engine> {
    this.#compiled ??= compileModule('simulate');
    const program = lower(model, { ...options, passes: standardPasses });
    const { precision, batch, threads } = options;
    const compiled = await this.#compiled;
    if (threads > 1) return threadEngines({ program, precision, batch, threads, compiled, warn: this.#warn });
    return new WasmEngine(program, planProgram(program, precision, batch), compiled);
  }
}
