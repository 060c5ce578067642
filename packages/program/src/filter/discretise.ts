import { type Filter, filterOf, type LinearFilter, type SynapseRecord } from '@rheobase/core';
import { stateSpace } from './state-space.js';

function linear(filter: LinearFilter, dt: number): Filter {
  const system = stateSpace(filter, dt);
  const { order, a, b, c, d } = system;
  if (order === 0) return { form: 'gain', d };
  if (order === 1 && d === 0) return { form: 'first', a: a[0] ?? 0, b: (c[0] ?? 0) * (b[0] ?? 0) };
  return { form: 'system', ...system };
}

/**
 * The step form of a synapse for a step of `dt` seconds: lowpass and alpha by zero-order hold, a linear filter by its own method.
 * `ValidationError` where a filter has no steps of this length.
 */
export function discretise(synapse: SynapseRecord, dt: number): Filter {
  const found = filterOf(synapse, dt);
  return 'form' in found ? found : linear(found, dt);
}
