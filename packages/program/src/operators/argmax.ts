import { type BuiltinOperator, type OperatorBase, type SignalId, whole } from './operator.js';

/** out = one at the first largest element of in. */
export interface Argmax extends OperatorBase {
  readonly kind: 'argmax';
  readonly in: SignalId;
  readonly out: SignalId;
}

export const argmax: BuiltinOperator<Argmax> = {
  access: ({ in: input, out }) => ({ sets: [whole(out)], reads: [whole(input)] }),
  check: ({ in: input, out }, { size }) => (size(input) === size(out) ? null : `reads ${size(input)} and writes ${size(out)} values`),
  operations: ({ out }, signals) => signals.size(out),
  kernel: ({ in: input, out }, signals) => {
    const x = signals.get(input);
    const y = signals.get(out);
    const size = signals.size(out);
    return () => {
      y.fill(0);
      for (let first = 0; first < x.length; first += size) {
        let best = 0;
        for (let i = 1; i < size; i++) if (x[first + i]! > x[first + best]!) best = i;
        y[first + best] = 1;
      }
    };
  },
  adjoint: () => ({ none: 'its output does not follow small changes of its input' }),
};
