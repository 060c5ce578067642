import { ValidationError } from '../errors.js';
import type { Tensor } from '../tensor.js';
import { type ProcessRecord, processArray } from './process.js';

/** How many values a process gives, or null where that is for the asker to say. */
function ownSize(process: ProcessRecord<Tensor, unknown>): number | null {
  if (process.type === 'customProcess') return process.sizeOut;
  return processArray(process)?.array.shape[1] ?? null;
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
  if (process.type === 'customProcess') return { sizeIn: process.sizeIn ?? sizeOut, sizeOut };
  return { sizeIn: process.type === 'filtered' ? sizeOut : 0, sizeOut };
}
