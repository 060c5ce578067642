import { stateSize } from '@rheobase/core';
import type { ModelProbe } from '@rheobase/model';
import { advanceFilter, discretise } from '@rheobase/program';

/** A probe's synapse over a batch: records what it held before the step, then takes in the step's values. */
export interface ProbeFilter {
  /** What it holds for the next step (size), then the filter's own state (size, state values). */
  readonly state: Float64Array;
  /** What the filter delivers in this step. */
  readonly out: Float64Array;
  advance(values: ArrayLike<number>): void;
}

/** The filter of a probe for so many values and a step of `dt` seconds; null where it has no synapse. */
export function probeFilter({ synapse }: ModelProbe, size: number, dt: number): ProbeFilter | null {
  if (synapse === null) return null;
  const filter = discretise(synapse, dt);
  const width = stateSize(filter);
  const state = new Float64Array(size + width * size);
  const out = new Float64Array(size);
  const held = state.subarray(0, size);
  const next = advanceFilter(filter, state.subarray(size), size);
  const taken = new Float64Array(size);
  const advance = (values: ArrayLike<number>): void => {
    out.set(held);
    for (let i = 0; i < size; i++) taken[i] = values[i] ?? 0;
    next(taken, held, 0);
  };
  return { state, out, advance };
}
