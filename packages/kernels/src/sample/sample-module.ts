import { sampleBytes } from '../generated/sample.js';
import { compiledModule, exportedKernel, exportedMemory, type Kernel } from '../module.js';

const PAGE = 65_536;

/** The inner loops of sampling over one memory; places are indices of float64 numbers. See assembly/sample for what each does. */
export interface SampleModule {
  readonly betaQuantiles: Kernel;
  readonly uniforms: Kernel;
  readonly shuffled: Kernel;
  readonly polarCosines: Kernel;
  readonly alongSphere: Kernel;
  readonly tuneLeaky: Kernel;
  /** The numbers of the memory, at least so many. */
  numbers(count: number): Float64Array<ArrayBuffer>;
}

function instantiate(compiled: WebAssembly.Module): SampleModule {
  const { exports } = new WebAssembly.Instance(compiled);
  const memory = exportedMemory(exports);
  const kernel = (name: keyof SampleModule): Kernel => exportedKernel(exports, name);
  return {
    betaQuantiles: kernel('betaQuantiles'),
    uniforms: kernel('uniforms'),
    shuffled: kernel('shuffled'),
    polarCosines: kernel('polarCosines'),
    alongSphere: kernel('alongSphere'),
    tuneLeaky: kernel('tuneLeaky'),
    numbers(count) {
      const missing = Math.ceil((8 * count - memory.buffer.byteLength) / PAGE);
      if (missing > 0) memory.grow(missing);
      return new Float64Array(memory.buffer);
    },
  };
}

let known: SampleModule | null | undefined;

/** The module of sampling, ready to be called; null where everything has to be computed in plain TypeScript. */
export function sampleModule(): SampleModule | null {
  if (known === undefined) {
    const compiled = compiledModule(sampleBytes);
    known = compiled && instantiate(compiled);
  }
  return known;
}

/** From this many elements on a call into the module pays, which has to be compiled for the first of them. */
export const MANY = 2048;
