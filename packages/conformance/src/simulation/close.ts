import { lowpass, stepsOf, tensor } from '@rheobase/core';
import type { Samples } from '@rheobase/data';
import { filt } from '@rheobase/program';
import type { GoldenProbe } from './probes.js';
import type { GoldenSimulation } from './simulation.js';

/** How far a probe in float32 is from its file. */
export interface Closeness {
  /** Why this is more than class E2 allows; null where it is within. */
  readonly failure: string | null;
  /** For unfiltered spikes: in how many steps of a neuron the count differs, and how many spikes there are. */
  readonly spikes: { readonly apart: number; readonly all: number } | null;
}

/** Both sides are filtered so before they are compared. */
const SYNAPSE = lowpass(0.02);
/** Part of the root mean square of what is expected. */
const ALLOWED = 1e-3;
/** What float32 leaves of sums that cancel. */
const NOTHING = 1e-6;

const rootMeanSquare = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] ?? 0) * (values[i] ?? 0);
  return Math.sqrt(sum / Math.max(1, values.length));
};

function spikesClose(golden: GoldenProbe, spike: number, data: ArrayLike<number>, { dt, steps }: GoldenSimulation): Closeness {
  const { probe, expected } = golden;
  const allowed = Math.max(1, Math.ceil(stepsOf(steps * dt, 1)));
  const count = (value: number | undefined): number => Math.round(((value ?? Number.NaN) * dt) / spike);
  const totals = new Float64Array(probe.size);
  let [apart, all] = [0, 0];
  for (const [i, wanted] of expected.data.entries()) {
    const difference = count(data[i]) - count(wanted);
    totals[i % probe.size] = (totals[i % probe.size] ?? 0) + difference;
    if (difference !== 0) apart += 1;
    all += Math.abs(count(wanted));
  }
  const worst = totals.findIndex(total => !(Math.abs(total) <= allowed));
  const failure =
    worst < 0 ? null : `${probe.path}: neuron ${worst} fires ${totals[worst]} times more than expected; ${allowed} is allowed either way`;
  return { failure, spikes: { apart, all } };
}

/**
 * Holds a probe to class E2: spikes of each neuron within one for each second begun; anything else, filtered at 20 ms, within 1e-3 of its root
 * mean square.
 */
export function closeness(golden: GoldenProbe, { shape, data }: Samples, simulation: GoldenSimulation): Closeness {
  const { probe, expected, spike } = golden;
  if (shape[1] !== expected.count)
    return { failure: `${probe.path}: ${shape[1]} records, but ${expected.count} are expected`, spikes: null };
  if (spike !== null) return spikesClose(golden, spike, data, simulation);
  const filtered = (values: ArrayLike<number>): ArrayLike<number> =>
    filt(SYNAPSE, tensor([expected.count, probe.size], Float64Array.from(values)), { dt: probe.sampleEvery ?? simulation.dt }).data;
  const wanted = filtered(expected.data);
  const got = filtered(data);
  const apart = rootMeanSquare(Float64Array.from(wanted, (value, i) => (got[i] ?? Number.NaN) - value));
  const allowed = ALLOWED * rootMeanSquare(wanted) + NOTHING;
  const failure = apart <= allowed ? null : `${probe.path}: root mean square of the difference is ${apart}; ${allowed} is allowed`;
  return { failure, spikes: null };
}
