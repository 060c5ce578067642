import { lower, type Model, standardPasses } from '@rheobase/compiler';
import { type Compiled, compileModule } from '@rheobase/kernels';
import { type Backend, type Engine, type EngineOptions, plainKernels, type Refusal, refuse } from '@rheobase/runtime';
import { WasmEngine } from './engine/wasm-engine.js';
import { planProgram } from './plan/plan-program.js';

/**
 * The fast simulator: SIMD kernels in WebAssembly, many steps in one call. In float64 bit for bit what the reference computes; in float32
 * faster, within E2.
 */
export class WasmBackend implements Backend {
  readonly name = 'wasm';
  readonly equivalence = Object.freeze({ float64: 'E0', float32: 'E2' } as const);
  #compiled: Promise<Compiled> | null = null;

  refusals(model: Model): readonly Refusal[] {
    return refuse(model, { kernels: plainKernels });
  }

  async compile(model: Model, options: EngineOptions): Promise<Engine> {
    this.#compiled ??= compileModule('simulate');
    const program = lower(model, { ...options, passes: standardPasses });
    return new WasmEngine(program, planProgram(program, options.precision, options.batch), await this.#compiled);
  }
}
