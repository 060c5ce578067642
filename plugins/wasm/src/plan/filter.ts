import { type Filter, stateSize } from '@rheobase/core';
import type { FilterStep } from '@rheobase/program';
import type { Planner } from './planner.js';

/** The numbers of a filter in state space, one after the other: A, b, c. */
function spaceOf({ a, b, c }: Extract<Filter, { readonly form: 'system' }>): Float64Array {
  const laid = new Float64Array(a.length + b.length + c.length);
  laid.set(a);
  laid.set(b, a.length);
  laid.set(c, a.length + b.length);
  return laid;
}

/** A filter as records; false for one that runs on the host. */
export function planFilter(planner: Planner, { in: source, out, filter, delay, ring }: FilterStep): boolean {
  if (filter.form === 'custom') return false;
  const u = planner.place(source);
  const y = planner.place(out);
  const bytes = planner.bytes(y);
  // With a delay the filter writes what waits its turn; a first-order filter keeps its state there.
  const answer = ring === null ? y.at : planner.state(`answer:${out}`, y.stride);
  const state = (): number => planner.state(`filter:${out}`, y.stride, stateSize(filter));
  switch (filter.form) {
    case 'gain':
      planner.emit('gain', u.at, answer, bytes, { real: filter.d });
      break;
    case 'first':
      planner.emit('first', u.at, answer, bytes, { real: filter.a }, { real: filter.b });
      break;
    case 'system': {
      const { order, d } = filter;
      planner.emit('system', u.at, answer, bytes, order, state(), planner.room(16 * order), planner.reals(spaceOf(filter)), { real: d });
      break;
    }
    case 'taps':
      planner.emit('taps', u.at, answer, bytes, filter.weights.length - 1, state(), planner.reals(filter.weights));
      break;
  }
  if (ring !== null) {
    const waiting = planner.state(`waiting:${out}`, y.stride, delay);
    planner.emit('ring', answer, y.at, bytes, waiting, delay, planner.shared(`turn:${out}`, 4));
  }
  return true;
}
