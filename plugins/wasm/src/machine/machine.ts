import { exportedKernel, exportedMemory, type Kernel, moduleBytes } from '@rheobase/kernels';
import type { EngineOptions } from '@rheobase/runtime';
import { simulateBytes } from '../generated/simulate.js';

/** What a table computes in. */
export type Precision = EngineOptions['precision'];

/** A module that is ready to be instantiated. It can be sent to workers. */
export type Compiled = WebAssembly.Module;

/** Compiles the module that runs operation tables, beside the main thread. */
export const compileSimulator = (): Promise<Compiled> => WebAssembly.compile(moduleBytes(simulateBytes));

/** A module of one function, () → v128: `i8x16.splat 0`. */
const PROBE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11);

/** Why the module cannot run here; null if it can. */
export function whyNotHere(): string | null {
  if (typeof WebAssembly !== 'object') return 'there is no WebAssembly here';
  if (!WebAssembly.validate(PROBE)) return 'WebAssembly has no vectors (SIMD) here';
  try {
    new WebAssembly.Module(PROBE);
    return null;
  } catch (error) {
    return `WebAssembly may not be compiled here (${String(error)})`;
  }
}

/** The export of the module that runs a table in a precision. */
export const runIn = (precision: Precision): 'run64' | 'run32' => (precision === 'float64' ? 'run64' : 'run32');

/** Bytes of a page of WebAssembly's memory. */
const PAGE = 65_536;

/** An instance of the module with a memory of its own, which holds an operation table and all that it works on. Addresses are bytes. */
export class Machine {
  readonly #memory: WebAssembly.Memory;
  readonly #precision: Precision;
  readonly #run: Kernel;

  constructor(compiled: Compiled, precision: Precision) {
    const { exports } = new WebAssembly.Instance(compiled);
    this.#memory = exportedMemory(exports);
    this.#precision = precision;
    this.#run = exportedKernel(exports, runIn(precision));
  }

  /** Makes room for so many bytes. Views taken before are no longer valid. A `RangeError` if there is no more memory (4 GiB at most). */
  reserve(bytes: number): void {
    const missing = Math.ceil(bytes / PAGE) - this.#memory.buffer.byteLength / PAGE;
    if (missing > 0) this.#memory.grow(missing);
  }

  /** Numbers in the precision of the machine, from an address on; valid until `reserve`. */
  reals(at: number, count: number): Float64Array | Float32Array {
    return this.#precision === 'float64'
      ? new Float64Array(this.#memory.buffer, at, count)
      : new Float32Array(this.#memory.buffer, at, count);
  }

  /** Numbers in float64 whatever the precision. */
  doubles(at: number, count: number): Float64Array {
    return new Float64Array(this.#memory.buffer, at, count);
  }

  words(at: number, count: number): Int32Array {
    return new Int32Array(this.#memory.buffer, at, count);
  }

  bytes(at: number, count: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer, at, count);
  }

  /** The records from `begin` to `end`, `steps` times: from step `step` (1 is the first), which takes row `row` of the buffers. */
  run(begin: number, end: number, items: number, step: number, row: number, steps: number): void {
    this.#run(begin, end, items, step, row, steps);
  }
}
