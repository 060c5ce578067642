import type { Distribution } from '@rheobase/core';
import type { OperatorBase, SignalId } from './operator.js';

/** out = factor times draws from a distribution, each item from a stream of its own. */
export interface Noise extends OperatorBase {
  readonly kind: 'noise';
  readonly out: SignalId;
  readonly distribution: Distribution;
  readonly factor: number;
  /** Signal with the state of a random stream. */
  readonly random: SignalId;
}
