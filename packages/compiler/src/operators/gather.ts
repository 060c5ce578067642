import type { OperatorBase, SignalId } from './operator.js';

/** out_i = factors_i in[indices_i]; indices null: i; -1: zero; factors null: 1; one factor: for all. */
export interface Gather<N = Float64Array> extends OperatorBase {
  readonly kind: 'gather';
  readonly in: SignalId;
  readonly out: SignalId;
  readonly indices: Int32Array | null;
  readonly factors: N | null;
}
