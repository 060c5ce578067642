import type { Distribution } from '../distributions/distribution.js';
import { ValidationError } from '../errors.js';
import type { Tensor } from '../tensor.js';
import type { ProcessRecord } from './process.js';
import { needStartingState } from './starting-state.js';

/** How many values a distribution of vectors draws together; null for one of numbers. */
function drawnWidth(distribution: Distribution): number | null {
  const { type } = distribution;
  const width = type === 'choice' ? distribution.options.shape[1] : type === 'samples' ? distribution.values.data.length : 1;
  return width === undefined || width === 1 ? null : width;
}

/** How many values a process gives, or null where that is for the asker to say. */
function ownSize(process: ProcessRecord<Tensor, unknown>): number | null {
  switch (process.type) {
    case 'customProcess':
      return process.sizeOut;
    case 'presentInput':
      return process.inputs.shape[1] ?? null;
    case 'piecewise':
      return process.values.shape[1] ?? null;
    case 'whiteNoise':
    case 'filteredNoise':
      return drawnWidth(process.distribution);
    default:
      return null;
  }
}

/** How many values a process takes in and gives out where `size` are asked for (default: its own, else 1). */
export function processSizes(
  process: ProcessRecord<Tensor, unknown>,
  size?: number,
): { readonly sizeIn: number; readonly sizeOut: number } {
  const own = ownSize(process);
  const sizeOut = size ?? own ?? 1;
  if (own !== null && own !== sizeOut) {
    throw new ValidationError(`${process.type}: it gives ${own} values, but ${sizeOut} were asked for`, {
      code: 'size-mismatch',
      object: process.type,
      given: sizeOut,
      allowed: String(own),
    });
  }
  if (process.type === 'customProcess') needStartingState(process.name, process.state, process.initialState ?? {}, sizeOut);
  if (process.type === 'customProcess') return { sizeIn: process.sizeIn ?? sizeOut, sizeOut };
  return { sizeIn: process.type === 'filtered' ? sizeOut : 0, sizeOut };
}
