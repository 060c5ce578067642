import { advanceFilter } from '../filter/advance.js';
import { type Filter, stateSize } from '../filter/filter.js';
import { type BuiltinOperator, type Numbers, type OperatorBase, type SignalId, whole } from './operator.js';

/**
 * Advances a filter with this step's value. `next`: what it writes is delivered in the next step, or `delay` steps after; `now`: in this one,
 * as inside nodes and learning rules.
 */
export interface FilterStep<N = Float64Array> extends OperatorBase {
  readonly kind: 'filter';
  readonly when: 'next' | 'now';
  readonly in: SignalId;
  readonly out: SignalId;
  readonly filter: Filter<N>;
  /** Signal of the filter's state, (size, state values). */
  readonly state: SignalId | null;
  readonly delay: number;
  /** Ring of delayed values, (delay, size), and its position. */
  readonly ring: { readonly values: SignalId; readonly position: SignalId } | null;
}

export const filter: BuiltinOperator<FilterStep<Numbers>, FilterStep> = {
  access: ({ when, in: input, out, state, ring }) => ({
    reads: [whole(input)],
    [when === 'now' ? 'sets' : 'updates']: [whole(out)],
    keeps: [state, ring?.values, ring?.position].flatMap(id => id ?? []),
  }),
  check: ({ in: input, out }, { size }) => (size(input) === size(out) ? null : `reads ${size(input)} and writes ${size(out)} values`),
  operations: ({ out, filter: form }, signals) => signals.size(out) * (1 + stateSize(form) * stateSize(form)),
  /** Advances the filter by this step's value and writes what is delivered next (or now), through the ring if there is a delay. */
  kernel: ({ in: input, out, filter: form, state, delay, ring }, signals) => {
    const u = signals.get(input);
    const y = signals.get(out);
    const size = signals.size(out);
    const width = stateSize(form);
    const advance = advanceFilter(form, state === null ? new Float64Array(0) : signals.get(state));
    if (ring === null) {
      return () => {
        for (let i = 0; i < y.length; i++) y[i] = advance(width * i, u[i]!);
      };
    }
    const values = signals.get(ring.values);
    const positions = signals.get(ring.position);
    return () => {
      for (let item = 0; item < signals.batch; item++) {
        const position = positions[item]!;
        for (let k = 0; k < size; k++) {
          const i = item * size + k;
          const at = item * delay * size + position * size + k;
          const now = advance(width * i, u[i]!);
          y[i] = values[at]!;
          values[at] = now;
        }
        positions[item] = (position + 1) % delay;
      }
    };
  },
  adjoint: () => ({ none: 'its state takes gradients from each step to the one before' }),
};
