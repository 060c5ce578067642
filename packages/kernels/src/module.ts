import { simulateBytes } from './generated/simulate.js';
import { solveBytes } from './generated/solve.js';

/** A WebAssembly module of this package: `simulate` runs operation tables, `solve` has the inner loops of decoder solving. */
export type KernelModule = 'simulate' | 'solve';

/** A module that is ready to be instantiated. It can be sent to workers. */
export type Compiled = WebAssembly.Module;

const encoded: Readonly<Record<KernelModule, string>> = { simulate: simulateBytes, solve: solveBytes };

/** The bytes of a module. */
export const moduleBytes = (name: KernelModule): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(encoded[name]), character => character.charCodeAt(0));

/** Compiles a module, as browsers ask for it: not on the main thread's time. */
export const compileModule = (name: KernelModule): Promise<Compiled> => WebAssembly.compile(moduleBytes(name));
