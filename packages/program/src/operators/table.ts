import type { WhiteSignal } from '@rheobase/core';
import { rowAt, type TimeTable } from '../process/time-table.js';
import { type BuiltinOperator, type Numbers, type OperatorBase, type SignalId, whole } from './operator.js';

/** out = rows of values in turn; `rowAt` says which. */
export interface Table<N = Float64Array> extends OperatorBase, TimeTable<N> {
  readonly kind: 'table';
  readonly out: SignalId;
  /** What the rows were drawn from, if they follow from the simulation's seed (`reseed`); absent: they are the same for every one. */
  readonly drawn?: { readonly process: WhiteSignal; readonly objectSeed: number };
}

export const table: BuiltinOperator<Table<Numbers>, Table> = {
  access: ({ out }) => ({ sets: [whole(out)] }),
  check: ({ out, values, rows }, { size }) =>
    values.length === rows * size(out) ? null : `of ${rows} rows has ${values.length} values for a signal of ${size(out)}`,
  operations: ({ out }, signals) => signals.size(out),
  kernel: ({ out, values, ...given }, signals) => {
    const y = signals.get(out);
    const size = signals.size(out);
    return () => {
      const row = rowAt(given, signals.clock.step, signals.dt);
      for (let at = 0; at < y.length; at += size) y.set(values.subarray(row * size, (row + 1) * size), at);
    };
  },
  adjoint: () => [],
};
