import type { Filter } from '../filter/filter.js';
import type { OperatorBase, SignalId } from './operator.js';

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
