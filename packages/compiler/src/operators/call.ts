import type { BuiltinRef, VectorValued } from '@rheobase/core';
import type { OperatorBase, SignalId } from './operator.js';

/** out = f(time, in): on the host, or in a backend's own kernel where the function is a built-in one. */
export interface Call extends OperatorBase {
  readonly kind: 'call';
  readonly in: SignalId | null;
  readonly out: SignalId;
  readonly function: VectorValued;
  /** The built-in function that this is, with or without input; null for one of the user's or of a piecewise process. */
  readonly builtin: BuiltinRef | null;
}
