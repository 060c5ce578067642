import { ValidationError } from '../errors.js';
import type { FunctionRecord } from '../functions/function.js';
import { type FamilyRecord, family } from '../record/family.js';
import type { Tensor } from '../tensor.js';
import type { ProcessBehaviour } from './behaviour.js';
import { customProcess } from './custom-process.js';
import { filtered, filteredNoise, whiteNoise } from './noise.js';
import { piecewise } from './piecewise.js';
import { presentInput, whiteSignal } from './signals.js';
import { needStartingState } from './starting-state.js';

/** Every kind of process. */
export const processes = family('process', [whiteNoise, filteredNoise, whiteSignal, presentInput, piecewise, filtered, customProcess], {
  such: 'whiteNoise()',
  remedy: () => 'call its function',
});

/**
 * Something that goes on in time. Output k (from 0) is that of time (k + 1) dt. `A` is how an array is held, `F` a function: by value in a
 * Network, by reference in a Model.
 */
export type ProcessRecord<A = Tensor, F = FunctionRecord> = FamilyRecord<typeof processes, { tensor: A; function: F }>;

export type ProcessKind = ProcessRecord['type'];

const behaviourOf = (process: ProcessRecord): ProcessBehaviour<ProcessRecord> => processes.kindOf(process).behaviour;

/** How many values a process takes in and gives out if `size` are asked for (default: its own, else 1). */
export function processSizes(process: ProcessRecord, size?: number): { readonly sizeIn: number; readonly sizeOut: number } {
  const behaviour = behaviourOf(process);
  const own = behaviour.size(process);
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
  return { sizeIn: behaviour.sizeIn(process, sizeOut), sizeOut };
}
