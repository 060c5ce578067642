import type { WhiteSignal } from '@rheobase/core';
import type { TimeTable } from '../process/time-table.js';
import type { OperatorBase, SignalId } from './operator.js';

/** out = rows of values in turn; `rowAt` says which. */
export interface Table<N = Float64Array> extends OperatorBase, TimeTable<N> {
  readonly kind: 'table';
  readonly out: SignalId;
  /** What the rows were drawn from, where they follow from the simulation's seed (`reseed`); absent: they are the same for every one. */
  readonly drawn?: { readonly process: WhiteSignal; readonly objectSeed: number };
}
