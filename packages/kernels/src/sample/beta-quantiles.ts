import { exp, inverseIncompleteBeta, log, logBeta } from '@rheobase/math';
import { moduleBytes } from '../module.js';

/** Numbers worked on at once (32 KiB). */
const BLOCK = 4096;

interface Kernel {
  readonly numbers: Float64Array;
  readonly run: (count: number, a: number, b: number, lnBeta: number, low: number, high: number) => void;
}

/** null where there is no WebAssembly, or none with vectors, or the host forbids to compile. */
function instantiate(): Kernel | null {
  if (typeof WebAssembly !== 'object') return null;
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(moduleBytes('sample')));
    const { memory, betaQuantiles: quantiles } = exports;
    if (!(memory instanceof WebAssembly.Memory) || typeof quantiles !== 'function') return null;
    memory.grow(1);
    return { numbers: new Float64Array(memory.buffer, 0, BLOCK), run: (...given) => void quantiles(0, ...given) };
  } catch {
    return null;
  }
}

let known: Kernel | null | undefined;

/** `inverseIncompleteBeta(a, b, p)` of every p, with the same bits: in WebAssembly where it can be, and where a or b is below 1. */
export function betaQuantiles(a: number, b: number, ps: Float64Array): Float64Array {
  if (known === undefined) known = instantiate();
  const kernel = a > 0 && b > 0 && (a < 1 || b < 1) && a + b < 1e6 ? known : null;
  if (kernel === null) return ps.map(p => inverseIncompleteBeta(a, b, p));
  const { numbers, run } = kernel;
  const low = exp(a * log(a / (a + b))) / a;
  const high = exp(b * log(b / (a + b))) / b;
  const lnBeta = logBeta(a, b);
  const out = new Float64Array(ps.length);
  for (let from = 0; from < ps.length; from += BLOCK) {
    const count = Math.min(BLOCK, ps.length - from);
    numbers.set(ps.subarray(from, from + count));
    run((count + 1) & ~1, a, b, lnBeta, low, high);
    out.set(numbers.subarray(0, count), from);
  }
  // What the module leaves open.
  for (let i = 0; i < out.length; i++) if (Number.isNaN(out[i]!)) out[i] = inverseIncompleteBeta(a, b, ps[i]!);
  return out;
}
