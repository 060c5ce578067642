import { type BuiltinOperator, type OperatorBase, type SignalId, whole } from './operator.js';

/** out = value, in every element. */
export interface Fill extends OperatorBase {
  readonly kind: 'fill';
  readonly out: SignalId;
  readonly value: number;
}

export const fill: BuiltinOperator<Fill> = {
  access: ({ out }) => ({ sets: [whole(out)] }),
  check: () => null,
  operations: ({ out }, signals) => signals.size(out),
  kernel: ({ out, value }, signals) => {
    const y = signals.get(out);
    return () => void y.fill(value);
  },
  adjoint: () => [],
};
