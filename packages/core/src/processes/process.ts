import { distributions } from '../distributions/distribution.js';
import type { FunctionRecord } from '../functions/function.js';
import type { Tensor } from '../tensor.js';
import type { CustomProcess } from './custom-process.js';
import type { Filtered } from './filtered.js';
import type { FilteredNoise, WhiteNoise } from './noise.js';
import type { Piecewise } from './piecewise.js';
import type { PresentInput } from './present-input.js';
import type { WhiteSignal } from './white-signal.js';

/**
 * Something that goes on in time. Output k (from 0) is that of time (k + 1) dt. `A` is how an array is held, `F` a function: by value in a
 * Network, by reference in a Model.
 */
export type ProcessRecord<A = Tensor, F = FunctionRecord> =
  | WhiteNoise<A>
  | FilteredNoise<A>
  | WhiteSignal
  | PresentInput<A>
  | Piecewise<A, F>
  | Filtered
  | CustomProcess;

export type ProcessKind = ProcessRecord['type'];

/** Every kind of process there is. */
export const processKinds: readonly ProcessKind[] = Object.freeze([
  'whiteNoise',
  'filteredNoise',
  'whiteSignal',
  'presentInput',
  'piecewise',
  'filtered',
  'customProcess',
]);

/** The same process with its arrays held in another way. */
export function mapProcess<A, B, F>(process: ProcessRecord<A, F>, hold: (array: A, name: string) => B): ProcessRecord<B, F> {
  switch (process.type) {
    case 'presentInput':
      return Object.freeze({ ...process, inputs: hold(process.inputs, 'inputs') });
    case 'piecewise':
      return Object.freeze({ ...process, values: hold(process.values, 'values') });
    case 'whiteNoise':
    case 'filteredNoise':
      return Object.freeze({
        ...process,
        distribution: distributions.map<{ readonly tensor: A }, { readonly tensor: B }>(process.distribution, {
          tensor: (array, name) => hold(array, `distribution.${name}`),
        }),
      });
    default:
      return process;
  }
}

/** The arrays of a process. */
export function processArrays<A, F>(process: ProcessRecord<A, F>): readonly A[] {
  const arrays: A[] = [];
  mapProcess(process, array => arrays.push(array));
  return arrays;
}
