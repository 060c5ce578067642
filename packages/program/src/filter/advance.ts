import type { Filter } from './filter.js';

/** Takes in the value of this step for the element whose state starts at `state[at]`, and gives the filter's answer. */
export type Advance = (at: number, u: number) => number;

/** How a filter advances, on a state of `stateSize(filter)` values per element, one element after the other. All zero: at rest. */
export function advanceFilter(filter: Filter, state: Float64Array): Advance {
  const x = state;
  switch (filter.form) {
    case 'gain':
      return (_at, u) => filter.d * u;
    case 'first': {
      const { a, b } = filter;
      return (at, u) => {
        x[at] = a * x[at]! + b * u;
        return x[at]!;
      };
    }
    case 'system': {
      const { order, a, b, c, d } = filter;
      const next = new Float64Array(order);
      const output = (at: number): number => {
        let y = 0;
        for (let i = 0; i < order; i++) y += c[i]! * x[at + i]!;
        return y;
      };
      return (at, u) => {
        const before = d === 0 ? 0 : output(at) + d * u;
        for (let i = 0; i < order; i++) {
          let sum = 0;
          for (let j = 0; j < order; j++) sum += a[i * order + j]! * x[at + j]!;
          next[i] = sum + b[i]! * u;
        }
        x.set(next, at);
        return d === 0 ? output(at) : before;
      };
    }
    case 'taps': {
      const { weights } = filter;
      const past = weights.length - 1;
      return (at, u) => {
        let y = weights[0]! * u;
        for (let k = 0; k < past; k++) y += weights[k + 1]! * x[at + k]!;
        x.copyWithin(at + 1, at, at + past - 1);
        if (past > 0) x[at] = u;
        return y;
      };
    }
  }
}
