import type { BuiltinOperator, Numbers, OperatorBase, SignalId } from './operator.js';

/** out[to_i] += factors_i in[from_i]; null lists: i, i and 1. */
export interface Add<N = Float64Array> extends OperatorBase {
  readonly kind: 'add';
  readonly in: SignalId;
  readonly out: SignalId;
  readonly from: Int32Array | null;
  readonly to: Int32Array | null;
  readonly factors: N | null;
}

/** out += in. */
export const addWhole = (source: string, input: SignalId, out: SignalId): Add => ({
  kind: 'add',
  source,
  in: input,
  out,
  from: null,
  to: null,
  factors: null,
});

export const add: BuiltinOperator<Add<Numbers>, Add, Add> = {
  access: ({ in: input, out, from, to }) => ({
    adds: [{ signal: out, elements: to }],
    reads: [{ signal: input, elements: from }],
  }),
  check: ({ in: input, out, from, to, factors }, { size }) => {
    const [taken, places] = [from?.length ?? size(input), to?.length ?? size(out)];
    if (taken !== places) return `takes ${taken} values and has places for ${places}`;
    return factors === null || factors.length === taken ? null : `has ${factors.length} factors for ${taken} values`;
  },
  operations: ({ in: input, from, to }, signals) => to?.length ?? from?.length ?? signals.size(input),
  kernel: ({ in: input, out, from, to, factors }, signals) => {
    const x = signals.get(input);
    const y = signals.get(out);
    const sizeIn = signals.size(input);
    const sizeOut = signals.size(out);
    const count = from?.length ?? to?.length ?? sizeIn;
    return () => {
      for (let item = 0; item < signals.batch; item++) {
        for (let i = 0; i < count; i++) {
          const value = x[item * sizeIn + (from === null ? i : from[i]!)]!;
          const at = item * sizeOut + (to === null ? i : to[i]!);
          y[at] = y[at]! + (factors === null ? value : factors[i]! * value);
        }
      }
    };
  },
  adjoint: ({ source, in: input, out, from, to, factors }, backward) => {
    const [x, y] = [backward.gradient(input), backward.gradient(out)];
    return x === null || y === null ? [] : [{ kind: 'add', source, in: y, out: x, from: to, to: from, factors }];
  },
};
