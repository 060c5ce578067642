import type { OperatorBase, SignalId } from './operator.js';

/** out = value, in every element. */
export interface Fill extends OperatorBase {
  readonly kind: 'fill';
  readonly out: SignalId;
  readonly value: number;
}
