import { type CustomFilter, type Filter, stateSize } from '@rheobase/core';

/** Takes in the values of this step and writes the filter's answers to `y`, from element `at` on. */
export type Advance = (u: Float64Array, y: Float64Array, at: number) => void;

function custom({ dt, parameters, state: counts, step }: CustomFilter, held: Float64Array, size: number): Advance {
  let from = 0;
  const entries = Object.entries(counts).map(([name, count]) => {
    const part = held.subarray(from, from + count * size);
    from += count * size;
    return [name, part] as const;
  });
  const state = Object.fromEntries(entries);
  const out = new Float64Array(size);
  return (x, y, at) => {
    step({ dt, x, state, parameters, out });
    y.set(out, at);
  };
}

/** How a filter advances `size` elements, on a state of `stateSize(filter)` values for each, one element after the other. All zero: at rest. */
export function advanceFilter(filter: Filter, state: Float64Array, size: number): Advance {
  const x = state;
  const width = stateSize(filter);
  switch (filter.form) {
    case 'gain': {
      const { d } = filter;
      return (u, y, at) => {
        for (let i = 0; i < size; i++) y[at + i] = d * u[i]!;
      };
    }
    case 'first': {
      const { a, b } = filter;
      return (u, y, at) => {
        for (let i = 0; i < size; i++) {
          const value = a * x[i]! + b * u[i]!;
          x[i] = value;
          y[at + i] = value;
        }
      };
    }
    case 'system': {
      const { order, a, b, c, d } = filter;
      const next = new Float64Array(order);
      const output = (from: number): number => {
        let sum = 0;
        for (let i = 0; i < order; i++) sum += c[i]! * x[from + i]!;
        return sum;
      };
      return (u, y, at) => {
        for (let k = 0; k < size; k++) {
          const from = k * width;
          const value = u[k]!;
          const before = d === 0 ? 0 : output(from) + d * value;
          for (let i = 0; i < order; i++) {
            let sum = 0;
            for (let j = 0; j < order; j++) sum += a[i * order + j]! * x[from + j]!;
            next[i] = sum + b[i]! * value;
          }
          x.set(next, from);
          y[at + k] = d === 0 ? output(from) : before;
        }
      };
    }
    case 'taps': {
      const { weights } = filter;
      return (u, y, at) => {
        for (let i = 0; i < size; i++) {
          const from = i * width;
          const value = u[i]!;
          let sum = weights[0]! * value;
          for (let k = 0; k < width; k++) sum += weights[k + 1]! * x[from + k]!;
          x.copyWithin(from + 1, from, from + width - 1);
          if (width > 0) x[from] = value;
          y[at + i] = sum;
        }
      };
    }
    case 'custom':
      return custom(filter, state, size);
  }
}
