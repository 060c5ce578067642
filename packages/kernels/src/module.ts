import { sampleBytes } from './generated/sample.js';
import { simulateBytes } from './generated/simulate.js';
import { solveBytes } from './generated/solve.js';

/** A WebAssembly module of this package: `simulate` runs operation tables; `solve` and `sample` have the inner loops of building. */
export type KernelModule = 'sample' | 'simulate' | 'solve';

/** A module that is ready to be instantiated. It can be sent to workers. */
export type Compiled = WebAssembly.Module;

const encoded: Readonly<Record<KernelModule, string>> = { sample: sampleBytes, simulate: simulateBytes, solve: solveBytes };

/** Node's own decoder, fast from the first call on; browsers have none. */
declare const Buffer: { from(text: string, encoding: 'hex'): Uint8Array<ArrayBuffer> } | undefined;

/** The bytes of a module. */
export function moduleBytes(name: KernelModule): Uint8Array<ArrayBuffer> {
  const digits = encoded[name];
  if (typeof Buffer !== 'undefined') return Buffer.from(digits, 'hex');
  const bytes = new Uint8Array(digits.length / 2);
  // Of 0 to 9 the low four bits of the code are the value; those of a to f are 1 to 6.
  const value = (at: number): number => (digits.charCodeAt(at) & 15) + 9 * (digits.charCodeAt(at) >> 6);
  for (let i = 0; i < bytes.length; i++) bytes[i] = 16 * value(2 * i) + value(2 * i + 1);
  return bytes;
}

/** Compiles a module, as browsers ask for it: not on the main thread's time. */
export const compileModule = (name: KernelModule): Promise<Compiled> => WebAssembly.compile(moduleBytes(name));

/** What runs operation tables: the module, or its twins in plain TypeScript. It can be sent to workers. */
export type Simulator = Compiled | 'plain';

/** The module `simulate` where there is WebAssembly with vectors and the host lets it be compiled; else its twins: the same bits, slower. */
export async function compileSimulator(): Promise<Simulator> {
  try {
    return await compileModule('simulate');
  } catch {
    return 'plain';
  }
}
