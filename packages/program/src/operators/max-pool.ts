import type { MaxPool } from '@rheobase/core';
import { type BuiltinOperator, type OperatorBase, type SignalId, whole } from './operator.js';

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

export const maxPool: BuiltinOperator<MaxPoolStep> = {
  access: ({ in: input, out, sums, best }) => ({
    sets: [whole(out)],
    reads: [whole(input)],
    keeps: [sums, best].flatMap(id => id ?? []),
  }),
  check: ({ in: input, out, windows, cells, sums, best }, { size }) => {
    if (windows.length !== size(out) * cells) return `has ${windows.length} cells of windows for ${size(out)} outputs of ${cells} each`;
    if (sums !== null && size(sums) !== size(input)) return `sums ${size(input)} inputs in a signal of ${size(sums)}`;
    return best === null || size(best) === size(out) ? null : `keeps the largest sums of ${size(out)} outputs in a signal of ${size(best)}`;
  },
  operations: ({ windows }) => windows.length,
  kernel: ({ in: input, out, mode, windows, cells, sums, best }, signals) => {
    const x = signals.get(input);
    const y = signals.get(out);
    const sizeIn = signals.size(input);
    const sizeOut = signals.size(out);
    const sum = sums === null ? x : signals.get(sums);
    const reached = best === null ? null : signals.get(best);
    return () => {
      if (sums !== null) for (let i = 0; i < x.length; i++) sum[i] = sum[i]! + x[i]!;
      for (let item = 0; item < signals.batch; item++) {
        for (let o = 0; o < sizeOut; o++) {
          let winner = -1;
          for (let cell = 0; cell < cells; cell++) {
            const index = windows[o * cells + cell]!;
            if (index >= 0 && (winner < 0 || sum[item * sizeIn + index]! > sum[item * sizeIn + winner]!)) winner = index;
          }
          const at = item * sizeOut + o;
          const top = winner < 0 ? 0 : sum[item * sizeIn + winner]!;
          if (mode === 'gate') y[at] = winner < 0 ? 0 : x[item * sizeIn + winner]!;
          else if (reached === null) y[at] = top;
          else {
            y[at] = top - reached[at]!;
            reached[at] = top;
          }
        }
      }
    };
  },
  adjoint: () => ({ none: 'no operator passes gradients to the inputs that were largest yet' }),
};
