import { type ArrayInput, type Tensor, toTensor } from '../tensor.js';

/** Given values, row after row. */
export interface Samples<A = Tensor> {
  readonly type: 'samples';
  readonly values: A;
}

/** The values themselves, one row for each draw; a single row or a single number is repeated. */
export const samples = (values: ArrayInput): Samples => Object.freeze({ type: 'samples', values: toTensor(values) });
