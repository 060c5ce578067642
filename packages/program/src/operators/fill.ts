import { type BuiltinOperator, type OperatorBase, type SignalId, whole } from './operator.js';

/** out = value, in every element. */
export interface Fill extends OperatorBase {
  readonly kind: 'fill';
  readonly out: SignalId;
  readonly value: number;
}

/** What the adjoint of an operator that overwrites `out` ends with: the gradient of what `out` held before is zero. */
export const cleared = (source: string, gradient: SignalId | null): readonly Fill[] =>
  gradient === null ? [] : [{ kind: 'fill', source, out: gradient, value: 0 }];

export const fill: BuiltinOperator<Fill, Fill, Fill> = {
  access: ({ out }) => ({ sets: [whole(out)] }),
  check: () => null,
  operations: ({ out }, signals) => signals.size(out),
  kernel: ({ out, value }, signals) => {
    const y = signals.get(out);
    return () => void y.fill(value);
  },
  adjoint: ({ source, out }, backward) => cleared(source, backward.gradient(out)),
};
