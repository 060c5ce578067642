import { type Filter, stateSize } from '@rheobase/core';
import { constantParameter, type Operator, type Parameter } from '@rheobase/program';
import type { Planned, Planner } from './table/planner.js';

type BuiltinFilter = Exclude<Filter, { readonly form: 'custom' }>;

/** The numbers of a filter in state space, one after the other: A, b, c. */
const spaceOf = ({ a, b, c }: Extract<Filter, { readonly form: 'system' }>): Float64Array => Float64Array.of(...a, ...b, ...c);

/** The record of a filter; `answer` is where it writes. */
function planForm(planner: Planner, { in: source, out }: Operator<Parameter, 'filter'>, filter: BuiltinFilter, answer: number): number {
  const u = planner.place(source);
  const { stride } = planner.place(out);
  const own = [u.at, answer, stride * planner.items] as const;
  const state = (): number => planner.state(`filter:${out}`, stride, stateSize(filter));
  switch (filter.form) {
    case 'gain':
      return planner.emit('gain', ...own, { real: filter.d });
    case 'first':
      return planner.emit('first', ...own, { real: filter.a }, { real: filter.b });
    case 'system': {
      const { order, d } = filter;
      return planner.emit('system', ...own, order, state(), planner.room(16 * order), planner.reals(constantParameter(spaceOf(filter))), {
        real: d,
      });
    }
    case 'taps':
      return planner.emit('taps', ...own, filter.weights.length - 1, state(), planner.reals(constantParameter(filter.weights)));
  }
}

/** A filter as records; one of the user runs on the host. */
export function planFilter(planner: Planner, operator: Operator<Parameter, 'filter'>): Planned {
  const { in: source, out, filter, delay, ring } = operator;
  if (filter.form === 'custom') return { feature: 'a synapse of the user' };
  planner.place(source);
  const y = planner.place(out);
  // With a delay the filter writes what waits its turn; a first-order filter keeps its state there.
  if (ring === null) return planForm(planner, operator, filter, y.at);
  const answer = planner.state(`answer:${out}`, y.stride);
  planForm(planner, operator, filter, answer);
  const waiting = planner.state(`waiting:${out}`, y.stride, delay);
  return planner.emit('ring', answer, y.at, planner.bytes(y), waiting, delay, planner.shared(`turn:${out}`, 4));
}
