import type { OperatorBase, SignalId } from './operator.js';

/** out = weights in, where the weights are a signal (rows, columns) that changes while it runs; sums as in `matVec`. */
export interface Weigh extends OperatorBase {
  readonly kind: 'weigh';
  readonly in: SignalId;
  readonly out: SignalId;
  readonly weights: SignalId;
  readonly rows: number;
  readonly columns: number;
}
