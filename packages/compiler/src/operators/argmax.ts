import type { OperatorBase, SignalId } from './operator.js';

/** out = one at the first largest element of in. */
export interface Argmax extends OperatorBase {
  readonly kind: 'argmax';
  readonly in: SignalId;
  readonly out: SignalId;
}
