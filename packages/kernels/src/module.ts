import { sampleBytes } from './generated/sample.js';
import { simulateBytes } from './generated/simulate.js';
import { solveBytes } from './generated/solve.js';

/** A WebAssembly module of this package: `simulate` runs operation tables; `solve` and `sample` have the inner loops of building. */
export type KernelModule = 'sample' | 'simulate' | 'solve';

/** A module that is ready to be instantiated. It can be sent to workers. */
export type Compiled = WebAssembly.Module;

const encoded: Readonly<Record<KernelModule, string>> = { sample: sampleBytes, simulate: simulateBytes, solve: solveBytes };

/** Node's own decoder, at once from the first call on; browsers have none. */
declare const Buffer: { from(text: string, encoding: 'base64'): Uint8Array<ArrayBuffer> } | undefined;

/** The bytes of a module. */
export function moduleBytes(name: KernelModule): Uint8Array<ArrayBuffer> {
  if (typeof Buffer !== 'undefined') return Buffer.from(encoded[name], 'base64');
  const text = atob(encoded[name]);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
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
