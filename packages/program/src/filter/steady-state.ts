import { type Filter, ValidationError } from '@rheobase/core';
import { solveLinear } from '@rheobase/math';

/** How small the answer to a constant may be beside its parts before it counts as none. */
const NO_ANSWER = 1e-9;

function refuse(reason: string, y0: number): never {
  throw new ValidationError(`filt: this filter ${reason}, so it has no steady state with output ${y0}; leave y0 at 0`, {
    code: 'no-steady-state',
    given: y0,
    allowed: '0',
  });
}

/** What a constant input of 1 makes of the state of one element in the end, and the output then; null where it never settles. */
function settled(filter: Filter): { readonly state: Float64Array; readonly gain: number; readonly size: number } | null {
  switch (filter.form) {
    case 'gain':
      return { state: new Float64Array(0), gain: filter.d, size: Math.abs(filter.d) };
    case 'first': {
      const x = filter.b / (1 - filter.a);
      return Number.isFinite(x) ? { state: Float64Array.of(x), gain: x, size: Math.abs(x) } : null;
    }
    case 'system': {
      const { order, a, b, c, d } = filter;
      const state = solveLinear(
        a.map((value, k) => (k % (order + 1) === 0 ? 1 : 0) - value),
        b,
        order,
      );
      if (state === null) return null;
      const parts = [d, ...state.map((x, i) => x * (c[i] ?? 0))];
      return { state, gain: parts.reduce((sum, x) => sum + x, 0), size: parts.reduce((sum, x) => sum + Math.abs(x), 0) };
    }
    case 'taps': {
      const sum = filter.weights.reduce((total, w) => total + w, 0);
      return { state: new Float64Array(filter.weights.length - 1).fill(1), gain: sum, size: sum };
    }
    case 'custom':
      return null;
  }
}

/** The state of one element that has settled at output `y0`. `ValidationError` where a constant input leads to no output, or to no rest. */
export function steadyState(filter: Filter, y0: number): Float64Array {
  // A sum that forgets nothing rests anywhere, with no input.
  if (filter.form === 'first' && filter.a === 1) return Float64Array.of(y0);
  const found = settled(filter);
  if (found === null) return refuse('does not settle', y0);
  if (Math.abs(found.gain) <= NO_ANSWER * found.size) return refuse('lets no constant through', y0);
  return found.state.map(x => (x / found.gain) * y0);
}
