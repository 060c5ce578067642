import type { Samples } from '@rheobase/data';
import type { GoldenFailure } from '../golden/golden-suite.js';
import type { GoldenProbe } from './probes.js';
import type { GoldenSimulation } from './simulation.js';

/** The steps (from 1) that a probe records: those with `n mod (sampleEvery / dt) < 1`, in floating point; every one without `sampleEvery`. */
export function recordedSteps(steps: number, dt: number, sampleEvery: number | null): readonly number[] {
  const all = Array.from({ length: steps }, (_, k) => k + 1);
  return sampleEvery === null ? all : all.filter(n => n % (sampleEvery / dt) < 1);
}

type Case = Pick<GoldenSimulation, 'dt' | 'steps' | 'tolerance'>;

const shown = ({ probe }: GoldenProbe): string => `${probe.path} (${probe.target.port} ${probe.target.attribute})`;

/**
 * The first place where a probe departs from its file: `|got - expected| <= atol + rtol |expected|` must hold everywhere and, where the case
 * asks for exact spikes, unfiltered spiking outputs must have the same spike counts (`output dt / amplitude`, rounded). Null where it agrees.
 */
export function firstDeparture(golden: GoldenProbe, { shape, data }: Samples, { dt, steps, tolerance }: Case): GoldenFailure | null {
  const { probe, expected, spike } = golden;
  const { path: object } = probe.target;
  const recorded = recordedSteps(steps, dt, probe.sampleEvery);
  const counted = (what: string, got: number, wanted: number): GoldenFailure => ({
    object,
    probe: `${shown(golden)}, ${what}`,
    at: Math.min(got, wanted),
    got,
    expected: wanted,
  });
  if (recorded.length !== expected.count) return counted('number of records in the file', expected.count, recorded.length);
  if (shape[1] !== expected.count) return counted('number of records', shape[1], expected.count);
  if (shape[2] !== probe.size) return counted('number of values', shape[2], probe.size);
  const { atol, rtol, spikes } = tolerance;
  const amplitude = spikes === 'exact' ? spike : null;
  const at = expected.data.findIndex((wanted, i) => {
    const got = data[i] ?? Number.NaN;
    if (got !== wanted && !(Math.abs(got - wanted) <= atol + rtol * Math.abs(wanted))) return true;
    return amplitude !== null && Math.round((got * dt) / amplitude) !== Math.round((wanted * dt) / amplitude);
  });
  if (at < 0) return null;
  return {
    object,
    probe: shown(golden),
    element: at % probe.size,
    at: recorded[Math.floor(at / probe.size)] ?? 0,
    got: data[at] ?? Number.NaN,
    expected: expected.data[at] ?? Number.NaN,
  };
}
