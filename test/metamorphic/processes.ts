import {
  alpha,
  brownNoise,
  choice,
  type Distribution,
  exponential,
  filtered,
  filteredNoise,
  gaussian,
  lowpass,
  type ProcessRecord,
  pdf,
  piecewise,
  presentInput,
  type SynapseRecord,
  samples,
  subvectorLength,
  triangle,
  uniform,
  whiteNoise,
  whiteSignal,
} from '@rheobase/core';
import type { Choices } from './choices.js';
import { clock, summing, walk } from './definitions.js';

/** What noise of `size` values is drawn from, as numbers or as vectors. */
const drawn = (c: Choices, size: number): Distribution =>
  c.one<Distribution>([
    gaussian(0, c.number(0.01, 0.1)),
    uniform(-0.1, 0.1),
    uniform(-1, 2, { integer: true }),
    exponential(0.1, c.flag() ? { shift: -0.1, high: 0.1 } : {}),
    subvectorLength(5),
    choice([-0.1, 0, 0.1], [1, c.number(0, 3), 1]),
    choice([c.list(size, -0.1, 0.1), c.list(size, -0.1, 0.1), c.list(size, -0.1, 0.1)]),
    samples([c.list(size, -0.01, 0.01)]),
    pdf([-0.1, -0.02, 0, 0.1], [0.2, 0.3, 0.1, 0.4]),
  ]);

/** Noise of `size` values. */
export function noise(c: Choices, size: number): ProcessRecord {
  const options = { distribution: drawn(c, size), scale: c.flag() };
  return c.one<() => ProcessRecord>([
    () => whiteNoise(options),
    () => filteredNoise({ ...options, synapse: c.one<SynapseRecord>([lowpass(0.005), alpha(0.003), triangle(0.004)]) }),
    () => brownNoise(options),
    () => whiteSignal({ period: c.number(0.01, 0.1), high: c.number(150, 400), ...(c.flag() ? { y0: 0 } : {}) }),
    () => walk({ size: c.number(0.01, 0.1) }),
    () => walk({ size: c.number(0.01, 0.1) }, { initialState: { at: c.flag() ? c.number(-0.1, 0.1) : c.list(size, -0.1, 0.1) } }),
  ])();
}

/** A process that takes nothing and gives `size` values. */
export function signal(c: Choices, size: number): ProcessRecord {
  const rows = (count: number) => Array.from({ length: count }, () => c.list(size));
  const times = [0, 0.002, 0.003, 0.007].map(time => time + c.number(0, 0.001));
  return c.one<() => ProcessRecord>([
    () => noise(c, size),
    () => presentInput(rows(3), c.number(0.0004, 0.004)),
    () => piecewise({ times, values: rows(4), interpolation: c.one(['zero', 'nearest', 'linear', 'quadratic', 'cubic']) }),
    () => piecewise({ times: times.slice(0, 2), values: size === 3 ? [c.list(size), clock] : rows(2) }),
  ])();
}

/** A process that takes as many values as it gives. */
export const passing = (c: Choices): ProcessRecord => c.one<() => ProcessRecord>([() => filtered(lowpass(0.004)), () => summing()])();
