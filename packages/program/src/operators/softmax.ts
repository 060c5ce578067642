import { exp } from '@rheobase/math';
import { type BuiltinOperator, type OperatorBase, type SignalId, whole } from './operator.js';

/** out = softmax(in). */
export interface Softmax extends OperatorBase {
  readonly kind: 'softmax';
  readonly in: SignalId;
  readonly out: SignalId;
}

export const softmax: BuiltinOperator<Softmax> = {
  access: ({ in: input, out }) => ({ sets: [whole(out)], reads: [whole(input)] }),
  check: ({ in: input, out }, { size }) => (size(input) === size(out) ? null : `reads ${size(input)} and writes ${size(out)} values`),
  operations: ({ out }, signals) => signals.size(out),
  kernel: ({ in: input, out }, signals) => {
    const x = signals.get(input);
    const y = signals.get(out);
    const size = signals.size(out);
    return () => {
      for (let first = 0; first < x.length; first += size) {
        let highest = Number.NEGATIVE_INFINITY;
        for (let i = 0; i < size; i++) highest = Math.max(highest, x[first + i]!);
        let sum = 0;
        for (let i = 0; i < size; i++) {
          y[first + i] = exp(x[first + i]! - highest);
          sum += y[first + i]!;
        }
        for (let i = 0; i < size; i++) y[first + i] = y[first + i]! / sum;
      }
    };
  },
  adjoint: () => ({ none: 'no operator computes the product with its derivative yet' }),
};
