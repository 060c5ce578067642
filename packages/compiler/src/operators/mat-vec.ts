import type { OperatorBase, SignalId } from './operator.js';

/** out = matrix in, each sum in ascending order of columns. */
export interface MatVec<N = Float64Array> extends OperatorBase {
  readonly kind: 'matVec';
  readonly in: SignalId;
  readonly out: SignalId;
  /** (rows, columns), row-major. */
  readonly matrix: N;
  readonly rows: number;
  readonly columns: number;
}
