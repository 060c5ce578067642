import { type Tensor, tensor } from '@rheobase/core';
import type { Rows } from '../golden/numbers.js';

/** The arrays of a Model under construction; each way of keeping one gives its id back. */
export interface TensorTable {
  readonly tensors: ReadonlyMap<string, Tensor>;
  put(id: string, shape: readonly number[], data: readonly number[]): string;
  rows(id: string, rows: Rows): string;
  keep(id: string, made: Tensor): string;
}

export function tensorTable(): TensorTable {
  const tensors = new Map<string, Tensor>();
  const keep = (id: string, made: Tensor): string => {
    tensors.set(id, made);
    return id;
  };
  return {
    tensors,
    keep,
    put: (id, shape, data) => keep(id, tensor(shape, data)),
    rows: (id, { count, width, data }) => keep(id, tensor([count, width], data)),
  };
}
