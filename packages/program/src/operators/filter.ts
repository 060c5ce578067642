import { type Filter, stateSize } from '@rheobase/core';
import { advanceFilter } from '../filter/advance.js';
import { type BuiltinOperator, type OperatorBase, type SignalId, whole } from './operator.js';

/**
 * Advances a filter with this step's value. `next`: what it writes is delivered in the next step, or `delay` steps after; `now`: in this one,
 * as inside nodes and learning rules.
 */
export interface FilterStep extends OperatorBase {
  readonly kind: 'filter';
  readonly when: 'next' | 'now';
  readonly in: SignalId;
  readonly out: SignalId;
  readonly filter: Filter;
  /** Signal of the filter's state, (size, state values). */
  readonly state: SignalId | null;
  readonly delay: number;
  /** Ring of delayed values, (delay, size), and its position. */
  readonly ring: { readonly values: SignalId; readonly position: SignalId } | null;
}

export const filter: BuiltinOperator<FilterStep> = {
  access: ({ when, in: input, out, state, ring }) => ({
    reads: [whole(input)],
    [when === 'now' ? 'sets' : 'updates']: [whole(out)],
    keeps: [state, ring?.values, ring?.position].flatMap(id => id ?? []),
  }),
  check: ({ in: input, out }, { size }) => (size(input) === size(out) ? null : `reads ${size(input)} and writes ${size(out)} values`),
  operations: ({ out, filter: form }, signals) => signals.size(out) * (1 + stateSize(form) * stateSize(form)),
  /** Advances the filter by this step's value and writes what is delivered next (or now), through the ring if there is a delay. */
  kernel: ({ in: input, out, filter: form, state, delay, ring }, signals) => {
    const y = signals.get(out);
    const size = signals.size(out);
    const width = stateSize(form) * size;
    const held = state === null ? new Float64Array(0) : signals.get(state);
    const items = Array.from({ length: signals.batch }, (_, item) => ({
      u: signals.get(input).subarray(item * size, (item + 1) * size),
      advance: advanceFilter(form, held.subarray(item * width, (item + 1) * width), size),
    }));
    if (ring === null) {
      return () => {
        for (let item = 0; item < items.length; item++) items[item]!.advance(items[item]!.u, y, item * size);
      };
    }
    const values = signals.get(ring.values);
    const positions = signals.get(ring.position);
    return () => {
      for (let item = 0; item < items.length; item++) {
        const { u, advance } = items[item]!;
        const position = positions[item]!;
        const at = (item * delay + position) * size;
        y.set(values.subarray(at, at + size), item * size);
        advance(u, values, at);
        positions[item] = (position + 1) % delay;
      }
    };
  },
  adjoint: () => ({ none: 'its state takes gradients from each step to the one before' }),
};
