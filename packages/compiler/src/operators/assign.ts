import type { OperatorBase, SignalId } from './operator.js';

/** out = values. */
export interface Assign<N = Float64Array> extends OperatorBase {
  readonly kind: 'assign';
  readonly out: SignalId;
  readonly values: N;
}
