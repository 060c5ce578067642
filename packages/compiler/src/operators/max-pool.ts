import type { MaxPool } from '@rheobase/core';
import type { OperatorBase, SignalId } from './operator.js';

/** Max pooling; windows as lists of input indices (-1 in unused places). `sums` holds the inputs summed so far, `best` the largest so far. */
export interface MaxPoolStep extends OperatorBase {
  readonly kind: 'maxPool';
  readonly in: SignalId;
  readonly out: SignalId;
  readonly mode: MaxPool['mode'];
  /** (outputs, cells). */
  readonly windows: Int32Array;
  readonly cells: number;
  readonly sums: SignalId | null;
  readonly best: SignalId | null;
}
