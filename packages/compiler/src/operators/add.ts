import type { OperatorBase, SignalId } from './operator.js';

/** out[to_i] += factors_i in[from_i]; null lists: i, i and 1. */
export interface Add<N = Float64Array> extends OperatorBase {
  readonly kind: 'add';
  readonly in: SignalId;
  readonly out: SignalId;
  readonly from: Int32Array | null;
  readonly to: Int32Array | null;
  readonly factors: N | null;
}
