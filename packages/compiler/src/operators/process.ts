import type { ProcessDefinition } from '@rheobase/core';
import type { OperatorBase, SignalId } from './operator.js';

/** One step of a user's process on the host: out from time, in, its state and its draws. */
export interface ProcessOperator extends OperatorBase {
  readonly kind: 'process';
  readonly in: SignalId | null;
  readonly out: SignalId;
  readonly step: ProcessDefinition['step'];
  readonly parameters: Readonly<Record<string, number>>;
  /** State signals by the name of the variable. */
  readonly state: Readonly<Record<string, SignalId>>;
  readonly random: SignalId;
}
