import { simulateBytes } from './generated/simulate.js';
import { solveBytes } from './generated/solve.js';

/** A WebAssembly module of this package: `simulate` runs operation tables, `solve` has the inner loops of decoder solving. */
export type KernelModule = 'simulate' | 'solve';

const encoded: Readonly<Record<KernelModule, string>> = { simulate: simulateBytes, solve: solveBytes };

/** The bytes of a module, for `WebAssembly.compile`. */
export const module = (name: KernelModule): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(encoded[name]), character => character.charCodeAt(0));
