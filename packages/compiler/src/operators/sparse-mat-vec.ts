import type { OperatorBase, SignalId } from './operator.js';

/** out = the matrix with the listed entries times in; entries sorted by row, then column. */
export interface SparseMatVec<N = Float64Array> extends OperatorBase {
  readonly kind: 'sparseMatVec';
  readonly in: SignalId;
  readonly out: SignalId;
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  readonly values: N;
}
