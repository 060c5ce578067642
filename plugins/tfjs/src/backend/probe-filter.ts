import { discretise, type ModelProbe } from '@rheobase/compiler';

/** A probe's synapse over a batch: records what it held before the step, then takes in the step's values. */
export interface ProbeFilter {
  /** State, (size) for lowpass, (2 size) for alpha. */
  readonly state: Float64Array;
  /** What the filter delivers in this step. */
  readonly out: Float64Array;
  advance(values: ArrayLike<number>): void;
}

/** The filter of a probe for so many values and a step of `dt` seconds; null where it has no synapse. */
export function probeFilter({ synapse }: ModelProbe, size: number, dt: number): ProbeFilter | null {
  if (synapse === null) return null;
  const filter = discretise(synapse, dt);
  const state = new Float64Array(filter.form === 'second' ? 3 * size : size);
  const out = new Float64Array(size);
  const held = state.subarray(0, size);
  const advance = (values: ArrayLike<number>): void => {
    out.set(held);
    for (let i = 0; i < size; i++) {
      const u = values[i] ?? 0;
      if (filter.form === 'gain') held[i] = filter.d * u;
      else if (filter.form === 'first') held[i] = filter.a * (held[i] ?? 0) + filter.b * u;
      else {
        const x = state[size + 2 * i] ?? 0;
        const y = state[size + 2 * i + 1] ?? 0;
        const nextX = filter.a[0] * x + filter.a[1] * y + filter.b[0] * u;
        const nextY = filter.a[2] * x + filter.a[3] * y + filter.b[1] * u;
        state[size + 2 * i] = nextX;
        state[size + 2 * i + 1] = nextY;
        held[i] = filter.c[0] * nextX + filter.c[1] * nextY;
      }
    }
  };
  return { state, out, advance };
}
