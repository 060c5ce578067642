import type { OperatorBase, SignalId } from './operator.js';

/** out = softmax(in). */
export interface Softmax extends OperatorBase {
  readonly kind: 'softmax';
  readonly in: SignalId;
  readonly out: SignalId;
}
