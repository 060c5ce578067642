import { exp, inverseIncompleteBeta, log, logBeta } from '@rheobase/math';
import { sampleModule } from './sample-module.js';

/** Numbers worked on at once (32 KiB). */
export const QUANTILES_ROOM = 4096;

/** `inverseIncompleteBeta(a, b, p)` of every p, with the same bits: in WebAssembly where it can be, and where a or b is below 1. */
export function betaQuantiles(a: number, b: number, ps: Float64Array): Float64Array {
  const module = a > 0 && b > 0 && (a < 1 || b < 1) && a + b < 1e6 ? sampleModule() : null;
  if (module === null) return ps.map(p => inverseIncompleteBeta(a, b, p));
  const numbers = module.numbers(QUANTILES_ROOM);
  const low = exp(a * log(a / (a + b))) / a;
  const high = exp(b * log(b / (a + b))) / b;
  const lnBeta = logBeta(a, b);
  const out = new Float64Array(ps.length);
  for (let from = 0; from < ps.length; from += QUANTILES_ROOM) {
    const count = Math.min(QUANTILES_ROOM, ps.length - from);
    numbers.set(ps.subarray(from, from + count));
    module.betaQuantiles(0, (count + 1) & ~1, a, b, lnBeta, low, high);
    out.set(numbers.subarray(0, count), from);
  }
  // What the module leaves open.
  for (let i = 0; i < out.length; i++) if (Number.isNaN(out[i]!)) out[i] = inverseIncompleteBeta(a, b, ps[i]!);
  return out;
}
