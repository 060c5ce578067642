import { type BuiltinOperator, type Numbers, type OperatorBase, type SignalId, whole } from './operator.js';

/** out = values. */
export interface Assign<N = Float64Array> extends OperatorBase {
  readonly kind: 'assign';
  readonly out: SignalId;
  readonly values: N;
}

export const assign: BuiltinOperator<Assign<Numbers>, Assign> = {
  access: ({ out }) => ({ sets: [whole(out)] }),
  check: ({ out, values }, { size }) => (values.length === size(out) ? null : `gives ${values.length} values to a signal of ${size(out)}`),
  operations: ({ out }, signals) => signals.size(out),
  kernel: ({ out, values }, signals) => {
    const y = signals.get(out);
    return () => {
      for (let at = 0; at < y.length; at += values.length) y.set(values, at);
    };
  },
  adjoint: () => [],
};
