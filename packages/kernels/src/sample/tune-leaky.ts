import { MANY, sampleModule } from './sample-module.js';

/** Leaky neurons with equal parameters, s: the voltage goes `span` up to `threshold` after a spike and `refractory`. */
export interface LeakyNeurons {
  readonly tauRc: number;
  readonly threshold: number;
  readonly span: number;
  readonly refractory: number;
}

/**
 * Gains and biases by which leaky neurons start at their intercepts and reach their rates. null where some have none, where there are few, or no
 * WebAssembly: who calls computes them one by one then, with the same bits.
 */
export function tuneLeaky(
  { tauRc, threshold, span, refractory }: LeakyNeurons,
  rates: ArrayLike<number>,
  intercepts: ArrayLike<number>,
): { readonly gain: Float64Array; readonly bias: Float64Array } | null {
  const count = rates.length;
  const module = count < MANY ? null : sampleModule();
  if (module === null) return null;
  const numbers = module.numbers(2 * count);
  numbers.set(rates, 0);
  numbers.set(intercepts, count);
  if (module.tuneLeaky(0, count, count, tauRc, threshold, span, refractory) >= 0) return null;
  return { gain: numbers.slice(0, count), bias: numbers.slice(count, 2 * count) };
}
