import { advanceFilter, stateSize } from '@rheobase/compiler';
import type { Kernel } from '../kernel.js';

/** Advances the filter by this step's value and writes what is delivered next (or now), by way of the ring where there is a delay. */
export const filter: Kernel<'filter'> = ({ in: source, out, filter: form, state, delay, ring }, signals) => {
  const u = signals.get(source);
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
};
