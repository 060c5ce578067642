import type { Add } from './add.js';
import { type BuiltinOperator, type Numbers, type OperatorBase, type SignalId, whole } from './operator.js';

/** out_i = factors_i in[indices_i]; indices null: i; -1: zero; factors null: 1; one factor: for all. */
export interface Gather<N = Float64Array> extends OperatorBase {
  readonly kind: 'gather';
  readonly in: SignalId;
  readonly out: SignalId;
  readonly indices: Int32Array | null;
  readonly factors: N | null;
}

export const gather: BuiltinOperator<Gather<Numbers>, Gather, Add> = {
  access: ({ in: input, out, indices }) => ({ sets: [whole(out)], reads: [{ signal: input, elements: indices }] }),
  check: ({ in: input, out, indices, factors }, { size }) => {
    const count = indices?.length ?? size(input);
    if (size(out) !== count) return `gives ${count} values to a signal of ${size(out)}`;
    return factors === null || factors.length === 1 || factors.length === count
      ? null
      : `has ${factors.length} factors for ${count} values`;
  },
  operations: ({ out }, signals) => signals.size(out),
  kernel: ({ in: input, out, indices, factors }, signals) => {
    const x = signals.get(input);
    const y = signals.get(out);
    const sizeIn = signals.size(input);
    const sizeOut = signals.size(out);
    const one = factors?.length === 1;
    if (indices === null && factors === null) return () => y.set(x);
    return () => {
      for (let item = 0; item < signals.batch; item++) {
        for (let i = 0; i < sizeOut; i++) {
          const index = indices === null ? i : indices[i]!;
          const value = index < 0 ? 0 : x[item * sizeIn + index]!;
          y[item * sizeOut + i] = factors === null ? value : factors[one ? 0 : i]! * value;
        }
      }
    };
  },
  adjoint: ({ source, in: input, out, indices, factors }, backward) => {
    const [x, y] = [backward.gradient(input), backward.gradient(out)];
    if (x === null || y === null) return [];
    const taken = Int32Array.from({ length: backward.size(out) }, (_, i) => i).filter(i => indices === null || (indices[i] ?? 0) >= 0);
    const back = factors === null ? null : Float64Array.from(taken, i => factors[factors.length === 1 ? 0 : i] ?? 0);
    const to = Int32Array.from(taken, i => indices?.[i] ?? i);
    return [{ kind: 'add', source, in: y, out: x, from: taken, to, factors: back }];
  },
};
